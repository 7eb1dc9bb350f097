namespace Spam.Model;

/// <summary>A label and its probability.</summary>
/// <param name="Label">The label.</param>
/// <param name="Value">Between 0 and 1.</param>
public sealed record Score(string Label, float Value);
