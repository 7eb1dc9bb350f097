using Spam.Keras.Initializers;

namespace Spam.Keras.Layers;

/// <summary>In training, multiplies each number by one that is drawn from a normal distribution of mean 1 and variance rate / (1 - rate), as dropout's factors have.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same. Outside training it changes nothing.<br/>
/// Source: Keras 2.15, keras/src/layers/regularization/gaussian_dropout.py. Paper: Srivastava and others, 2014.
/// </remarks>
/// <param name="rate">The part that a Dropout of the same variance drops: 0 up to, not including, 1.</param>
public sealed class GaussianDropout(float rate) : Dropout(rate)
{
    /// <inheritdoc/>
    protected override void Draw(Random random, Tensor mask) => new RandomNormal(1, MathF.Sqrt(Rate / (1 - Rate))).Fill(mask, random);
}
