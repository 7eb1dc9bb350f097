namespace Spam.Keras.Initializers;

/// <summary>Numbers of a normal distribution; those beyond two standard deviations are drawn again.</summary>
/// <param name="mean">The mean.</param>
/// <param name="standardDeviation">The standard deviation before any are drawn again; Keras's <c>stddev</c>.</param>
public sealed class TruncatedNormal(float mean = 0, float standardDeviation = .05f) : Initializer
{
    /// <summary>The distribution's mean.</summary>
    public float Mean => mean;

    /// <summary>The distribution's standard deviation before any numbers are drawn again.</summary>
    public float StandardDeviation => standardDeviation;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        foreach (ref var value in tensor.Span)
        {
            var drawn = RandomNormal.Draw(random);
            while (Math.Abs(drawn) > 2)
                drawn = RandomNormal.Draw(random);
            value = mean + (float)drawn * standardDeviation;
        }
    }
}
