using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x</c> from <c>threshold</c> on and at most <c>maxValue</c>; <c>negativeSlope (x - threshold)</c> below.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, relu; Keras 3, activations/activations.py, ReLU.</remarks>
/// <param name="maxValue">The largest output.</param>
/// <param name="negativeSlope">The slope below the threshold.</param>
/// <param name="threshold">Where the function starts to rise.</param>
/// <param name="dialect">Whose way with infinities it has.</param>
public sealed class Relu(float maxValue = float.PositiveInfinity, float negativeSlope = 0, float threshold = 0, Dialect dialect = Dialect.Keras2) : Activation
{
    /// <summary>The largest output; infinity where there is none.</summary>
    public float MaxValue { get; } = maxValue;

    /// <summary>The slope below the threshold.</summary>
    public float NegativeSlope { get; } = negativeSlope;

    /// <summary>Where the function starts to rise.</summary>
    public float Threshold { get; } = threshold;

    /// <summary>Whose meaning it has.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => MaxValue == 6 && NegativeSlope == 0 && Threshold == 0 ? "relu6" : "relu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(MaxValue, NegativeSlope, Threshold, Dialect), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(MaxValue, NegativeSlope, Threshold, Dialect), x, y, dy, dx);

    readonly struct Function(float maxValue, float negativeSlope, float threshold, Dialect dialect) : IElementFunction
    {
        bool IsPlain => float.IsPositiveInfinity(maxValue) && negativeSlope == 0 && threshold == 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
        {
            var above = Vector512.GreaterThan(x, Vector512.Create(threshold));
            if (IsPlain)
                return Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512<float>.Zero, x);

            // Keras 2 multiplies by 1 or 0 where Keras 3 chooses, so that minus infinity becomes NaN there.
            var kept = dialect == Dialect.Keras2 && threshold != 0
                ? x * (above & Vector512<float>.One)
                : Vector512.ConditionalSelect(above | ~Vector512.Equals(x, x), x, Vector512<float>.Zero);
            var below = Elementwise.Maximum(Vector512.Create(threshold) - x, 0);
            kept = VectorMath.Clamp(kept, 0, maxValue);
            return negativeSlope == 0 ? kept : kept - Vector512.Create(negativeSlope) * below;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var slope = Elementwise.IsPositive(x - Vector512.Create(threshold)) & Vector512<float>.One;
            slope &= Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero);

            // At the largest output itself the slope is 1, but for relu6, which Keras computes by another way.
            slope &= maxValue == 6 && threshold == 0
                ? Vector512.LessThan(x, Vector512.Create(maxValue))
                : Vector512.LessThanOrEqual(x, Vector512.Create(maxValue));
            if (negativeSlope != 0)
                slope += Elementwise.IsNegative(x - Vector512.Create(threshold)) & Vector512.Create(negativeSlope);
            return slope;
        }
    }
}
