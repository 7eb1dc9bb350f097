using Spam.Keras.Activations;

namespace Spam.Keras.Layers;

/// <summary><c>x</c> from a threshold on and at most a largest value; below the threshold a slope.</summary>
/// <remarks>
/// Shapes: inputs (…) -> outputs, the same.<br/>
/// Source: Keras 2.15, keras/src/layers/activation/relu.py.
/// </remarks>
public sealed class ReLU : FunctionLayer
{
    /// <summary>With Keras's options.</summary>
    /// <param name="maxValue">The largest output; none by default.</param>
    /// <param name="negativeSlope">The slope below the threshold.</param>
    /// <param name="threshold">Where the function starts to rise.</param>
    /// <exception cref="KerasException">An option is below zero.</exception>
    public ReLU(float? maxValue = null, float negativeSlope = 0, float threshold = 0)
        : base(new Relu(maxValue ?? float.PositiveInfinity, negativeSlope, threshold))
    {
        Check(maxValue ?? 0, nameof(maxValue));
        Check(negativeSlope, nameof(negativeSlope));
        Check(threshold, nameof(threshold));
        (MaxValue, NegativeSlope, Threshold) = (maxValue, negativeSlope, threshold);
    }

    /// <summary>The largest output, where there is one.</summary>
    public float? MaxValue { get; }

    /// <summary>The slope below the threshold.</summary>
    public float NegativeSlope { get; }

    /// <summary>Where the function starts to rise.</summary>
    public float Threshold { get; }

    static void Check(float value, string option)
    {
        if (!(value >= 0))
            throw new KerasException($"ReLU got {option} {value}; expected 0 or above.");
    }
}
