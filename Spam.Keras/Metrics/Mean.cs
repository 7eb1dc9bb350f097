namespace Spam.Keras.Metrics;

/// <summary>The weighted mean of numbers, handed in as predictions.</summary>
/// <param name="name">The name in logs.</param>
public sealed class Mean(string name = "mean") : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <summary>Takes in numbers.</summary>
    public void Add(Tensor values, Tensor? sampleWeight = null) => Update(values, values, sampleWeight);

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred) => yPred;
}
