using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary><c>x</c> moved toward zero by a threshold, and zero where its size is at most that. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, soft_shrink.</remarks>
/// <param name="threshold">Up to which size a number becomes zero.</param>
public sealed class SoftShrink(float threshold = 0.5f) : Activation
{
    /// <summary>Up to which size a number becomes zero.</summary>
    public float Threshold { get; } = threshold;

    /// <inheritdoc/>
    public override string Name => "soft_shrink";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(Threshold), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(Threshold), x, y, dy, dx);

    readonly struct Function(float threshold) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
        {
            var bound = Vector512.Create(threshold);
            return (Vector512.GreaterThan(x, bound) & (x - bound)) + (Vector512.LessThan(x, -bound) & (x + bound));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(threshold)) & Vector512<float>.One;
    }
}
