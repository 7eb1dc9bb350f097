namespace Spam.Keras.Metrics;

/// <summary>The root of the mean of the squared differences.</summary>
/// <param name="name">The name in logs.</param>
public sealed class RootMeanSquaredError(string name = "root_mean_squared_error") : MeanMetric
{
    readonly Losses.MeanSquaredError _loss = new();

    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override float Result => MathF.Sqrt(base.Result);

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred) => _loss.PerSample(yTrue, yPred);
}
