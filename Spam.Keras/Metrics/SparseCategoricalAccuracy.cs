namespace Spam.Keras.Metrics;

/// <summary>How often the largest prediction is at the label's number; of equal ones the first is taken.</summary>
/// <param name="name">The name in logs.</param>
public sealed class SparseCategoricalAccuracy(string name = "sparse_categorical_accuracy") : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred)
    {
        yTrue = Labels.Sparse(this, yTrue, yPred);
        var hits = new Tensor(yPred.Shape[..^1]);
        for (var row = 0; row < hits.Length; row++)
            hits[row] = Labels.Largest(yPred.Row(row)) == (int)yTrue[row] ? 1 : 0;
        return hits;
    }
}
