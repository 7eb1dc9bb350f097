namespace Spam.Model;

/// <summary>What the model says of one text.</summary>
/// <param name="Scores">The score of each label, in the order of the labels. They sum to one, unless the model is multi-label.</param>
/// <param name="Top">The likeliest label. On a tie, the first in label order.</param>
public sealed record Prediction(IReadOnlyDictionary<string, float> Scores, Score Top);
