namespace Spam.Keras.Initializers;

/// <summary>Ones.</summary>
public sealed class Ones : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random) => tensor.Span.Fill(1);
}
