using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary><c>x</c>, but zero where its size is at most a threshold. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, hard_shrink.</remarks>
/// <param name="threshold">Up to which size a number becomes zero.</param>
public sealed class HardShrink(float threshold = 0.5f) : Activation
{
    /// <summary>Up to which size a number becomes zero.</summary>
    public float Threshold { get; } = threshold;

    /// <inheritdoc/>
    public override string Name => "hard_shrink";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(Threshold), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(Threshold), x, y, dy, dx);

    readonly struct Function(float threshold) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(threshold)) & x;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => Vector512.GreaterThan(Vector512.Abs(x), Vector512.Create(threshold)) & Vector512<float>.One;
    }
}
