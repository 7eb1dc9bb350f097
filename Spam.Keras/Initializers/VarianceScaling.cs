namespace Spam.Keras.Initializers;

/// <summary>Random numbers whose variance is <c>scale</c> over the count of connections, so that a layer neither grows nor shrinks what passes.</summary>
/// <remarks>
/// Fans: of a vector its length; of a matrix (in, out); of a convolution kernel (..., in, out) each times the product of the axes before.<br/>
/// Source: Keras 2.15, keras/src/initializers/initializers.py, VarianceScaling.
/// </remarks>
public class VarianceScaling : Initializer
{
    // What is left of a normal distribution's standard deviation within two of it.
    const double TruncatedDeviation = .87962566103423978;

    /// <summary>With Keras's options.</summary>
    /// <param name="scale">What the variance is a multiple of; above zero.</param>
    /// <param name="mode">The count of connections.</param>
    /// <param name="distribution">What is drawn from.</param>
    /// <exception cref="KerasException"><paramref name="scale"/> is not above zero.</exception>
    public VarianceScaling(
        float scale = 1, FanMode mode = FanMode.In, Distribution distribution = Distribution.TruncatedNormal)
    {
        if (!(scale > 0))
            throw new KerasException($"VarianceScaling got a scale of {scale}; expected one above zero.");

        Scale = scale;
        Mode = mode;
        Distribution = distribution;
    }

    /// <summary>What the variance is a multiple of.</summary>
    public float Scale { get; }

    /// <summary>The count of connections.</summary>
    public FanMode Mode { get; }

    /// <summary>What is drawn from.</summary>
    public Distribution Distribution { get; }

    /// <summary>The variance of the numbers for a weight of that shape.</summary>
    public double Variance(Shape shape)
    {
        var (fanIn, fanOut) = Fans(shape);
        var fan = Mode switch
        {
            FanMode.In => fanIn,
            FanMode.Out => fanOut,
            _ => (fanIn + fanOut) / 2.0,
        };
        return Scale / Math.Max(1, fan);
    }

    /// <summary>How many numbers come in at each output of a weight of that shape, and how many each input goes out to.</summary>
    public static (int In, int Out) Fans(Shape shape)
    {
        if (shape.Rank == 0)
            return (1, 1);
        if (shape.Rank == 1)
            return (shape[0], shape[0]);

        var field = shape[..^2].Length;
        return (shape[^2] * field, shape[^1] * field);
    }

    /// <inheritdoc/>
    public override void Fill(Tensor tensor, Random random)
    {
        var variance = Variance(tensor.Shape);
        Initializer drawn = Distribution switch
        {
            Distribution.Uniform => new RandomUniform(-(float)Math.Sqrt(3 * variance), (float)Math.Sqrt(3 * variance)),
            Distribution.UntruncatedNormal => new RandomNormal(0, (float)Math.Sqrt(variance)),
            _ => new TruncatedNormal(0, (float)(Math.Sqrt(variance) / TruncatedDeviation)),
        };
        drawn.Fill(tensor, random);
    }
}
