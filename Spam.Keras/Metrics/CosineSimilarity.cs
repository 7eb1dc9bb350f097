namespace Spam.Keras.Metrics;

/// <summary>The mean cosine of the angle between truth and prediction: 1 where they point the same way (the loss of that name has the other sign).</summary>
/// <param name="name">The name in logs.</param>
public sealed class CosineSimilarity(string name = "cosine_similarity") : MeanMetric
{
    readonly Losses.CosineSimilarity _loss = new();

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred)
    {
        var values = _loss.PerSample(yTrue, yPred);
        foreach (ref var value in values.Span)
            value = -value;
        return values;
    }
}
