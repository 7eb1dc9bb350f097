namespace Spam.Model.Explanations;

/// <summary>What happens to one text on its way to its scores.</summary>
/// <param name="Text">The text.</param>
/// <param name="Words">Its words in order, after capitals and filtered characters went.</param>
/// <param name="Row">What the model reads: the ids of the words that it reads, filled with zeros.</param>
/// <param name="Layers">What each layer gives, in order; null for a model without layers, a graph.</param>
/// <param name="Prediction">The scores.</param>
public sealed record Explanation(string Text, IReadOnlyList<ExplainedWord> Words, IReadOnlyList<int> Row, IReadOnlyList<LayerOutput>? Layers, Prediction Prediction);
