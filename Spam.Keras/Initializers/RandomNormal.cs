namespace Spam.Keras.Initializers;

/// <summary>Numbers of a normal distribution.</summary>
/// <param name="mean">Its mean.</param>
/// <param name="standardDeviation">Its standard deviation; Keras's <c>stddev</c>.</param>
public sealed class RandomNormal(float mean = 0, float standardDeviation = .05f) : Initializer
{
    /// <summary>The distribution's mean.</summary>
    public float Mean => mean;

    /// <summary>The distribution's standard deviation.</summary>
    public float StandardDeviation => standardDeviation;

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        foreach (ref var value in tensor.Span)
            value = mean + (float)Draw(random) * standardDeviation;
    }

    /// <summary>A number of mean 0 and standard deviation 1. Source: Box and Muller, 1958.</summary>
    internal static double Draw(Random random)
    {
        var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())); // 1 - u is never 0, as u is never 1
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
