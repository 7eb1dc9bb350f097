namespace Spam.Train.Trials;

/// <summary>A setting, and what is tried for it.</summary>
/// <param name="Setting">The setting's name.</param>
/// <param name="Values">What is tried, as it would be typed.</param>
sealed record SearchAxis(string Setting, params IReadOnlyList<string> Values);
