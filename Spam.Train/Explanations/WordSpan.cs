namespace Spam.Train.Explanations;

/// <summary>A word where it stands in a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Id">Its number in the tokenizer; null where the model does not know it.</param>
readonly record struct WordSpan(int Start, int Length, int? Id);
