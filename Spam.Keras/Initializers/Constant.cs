namespace Spam.Keras.Initializers;

/// <summary>One number everywhere.</summary>
/// <param name="value">The number.</param>
public sealed class Constant(float value = 0) : Initializer
{
    /// <summary>The number.</summary>
    public float Value => value;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random) => tensor.Span.Fill(value);
}
