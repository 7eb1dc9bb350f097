namespace Spam.Web.OpenInference;

/// <summary>An output that is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Classes">How many of the likeliest labels to tell in place of the numbers; null for the numbers.</param>
sealed record RequestedOutput(string Name, int? Classes);
