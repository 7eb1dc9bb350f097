namespace Spam.Keras.Metrics;

/// <summary>How often predictions are the labels, number by number.</summary>
/// <param name="name">The name in logs.</param>
public sealed class Accuracy(string name = "accuracy") : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var hits = new Tensor(yPred.Shape);
        for (var i = 0; i < hits.Length; i++)
            hits[i] = yTrue[i] == yPred[i] ? 1 : 0;
        return hits;
    }
}
