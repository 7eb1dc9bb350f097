namespace Spam.Model.Explanations;

/// <summary>What becomes of a word of a text.</summary>
/// <param name="Word">The word, as it is looked up.</param>
/// <param name="Id">Its id; null where the tokenizer does not know it, or not among the most frequent: then it is dropped.</param>
/// <param name="IsRead">Whether the model reads it: it has an id, and stands where the text is not cut.</param>
/// <param name="ScoreWithout">The score of the likeliest label for the text without this word; null where that was not tried.</param>
/// <param name="Change">How much the word adds to that score: below zero where it speaks against the label. Null where that was not tried.</param>
public sealed record ExplainedWord(string Word, int? Id, bool IsRead, float? ScoreWithout, float? Change);
