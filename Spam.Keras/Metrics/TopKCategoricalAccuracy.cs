namespace Spam.Keras.Metrics;

/// <summary>How often the one-hot label is among the largest predictions; equal ones all are.</summary>
/// <param name="k">How many of the largest predictions count.</param>
/// <param name="name">The name in logs.</param>
public sealed class TopKCategoricalAccuracy(int k = 5, string name = "top_k_categorical_accuracy") : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>How many of the largest predictions count.</summary>
    public int K => k;

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var hits = new Tensor(yPred.Shape[..^1]);
        for (var row = 0; row < hits.Length; row++)
            hits[row] = Labels.IsInTop(yPred.Row(row), Labels.Largest(yTrue.Row(row)), k) ? 1 : 0;
        return hits;
    }
}
