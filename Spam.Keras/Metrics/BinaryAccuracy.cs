namespace Spam.Keras.Metrics;

/// <summary>How often a prediction lies on its label's side of the threshold; one that equals the threshold is a no.</summary>
/// <param name="threshold">What a yes is above.</param>
/// <param name="name">The name in logs.</param>
public sealed class BinaryAccuracy(float threshold = .5f, string name = "binary_accuracy") : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>What a yes is above.</summary>
    public float Threshold => threshold;

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred)
    {
        yTrue = Labels.Same(this, yTrue, yPred);
        var width = yPred.Shape[^1];
        var shares = new Tensor(yPred.Shape[..^1]);
        for (var i = 0; i < yPred.Length; i++)
            shares[i / width] += yTrue[i] == (yPred[i] > threshold ? 1 : 0) ? 1f / width : 0;
        return shares;
    }
}
