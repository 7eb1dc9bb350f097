namespace Spam.Model.Explanations;

/// <summary>A text's scores with all its words, and without each of those that the model knows.</summary>
/// <param name="Whole">The scores of the whole text.</param>
/// <param name="Words">The id of each word that has one, in the order of the text, with the scores of the text without it.</param>
public sealed record OccludedText(Prediction Whole, IReadOnlyList<(int Id, Prediction Without)> Words);
