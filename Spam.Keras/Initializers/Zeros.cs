namespace Spam.Keras.Initializers;

/// <summary>Zeros.</summary>
public sealed class Zeros : Initializer
{
    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random) => tensor.Span.Clear();
}
