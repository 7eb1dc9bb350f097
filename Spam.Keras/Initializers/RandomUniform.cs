namespace Spam.Keras.Initializers;

/// <summary>Numbers between two bounds, all equally likely.</summary>
/// <param name="minimum">The lowest; Keras's <c>minval</c>.</param>
/// <param name="maximum">What all are below; Keras's <c>maxval</c>.</param>
public sealed class RandomUniform(float minimum = -.05f, float maximum = .05f) : Initializer
{
    /// <summary>The lowest number.</summary>
    public float Minimum => minimum;

    /// <summary>What all numbers are below.</summary>
    public float Maximum => maximum;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        foreach (ref var value in tensor.Span)
            value = minimum + random.NextSingle() * (maximum - minimum);
    }
}
