namespace Spam.Keras.Metrics;

/// <summary>How many no predictions have a no label, each counted by its weight.</summary>
/// <param name="name">The name in logs.</param>
/// <param name="thresholds">What a yes is above; 0.5 where none are given. Several give a figure each.</param>
public sealed class TrueNegatives(string name = "true_negatives", params IReadOnlyList<float> thresholds) : ConfusionMetric(thresholds)
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    protected override double Figure(in Confusion counts) => counts.TrueNegatives;
}
