using Spam.Keras.Losses;

namespace Spam.Keras.Metrics;

/// <summary>The mean of a loss: Keras's metric classes MeanSquaredError, Hinge, BinaryCrossentropy and their like.</summary>
/// <param name="loss">The loss, with its options.</param>
/// <param name="name">The name in logs; the loss's where none is given.</param>
public sealed class MeanLoss(Loss loss, string? name = null) : MeanMetric
{
    /// <inheritdoc/>
    public override string Name => name ?? loss.Name;

    /// <summary>The loss.</summary>
    public Loss Loss => loss;

    /// <inheritdoc/>
    protected override Tensor Values(Tensor yTrue, Tensor yPred) => loss.PerSample(yTrue, yPred);
}
