namespace Spam.Keras.Initializers;

/// <summary>Gives a weight its first values.</summary>
public abstract class Initializer
{
    /// <summary>Fills <paramref name="tensor"/>; equal seeds of <paramref name="random"/> give equal values.</summary>
    public abstract void Fill(Tensor tensor, Random random);
}
