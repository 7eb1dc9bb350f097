using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary>0 up to -1, <c>x</c> from 1 on, and <c>(x + 1)² / 4</c> between. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, sparse_plus.</remarks>
public sealed class SparsePlus : Activation
{
    /// <inheritdoc/>
    public override string Name => "sparse_plus";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
            => Vector512.ConditionalSelect(
                Vector512.LessThanOrEqual(x, -Vector512<float>.One),
                Vector512<float>.Zero,
                Vector512.ConditionalSelect(
                    Vector512.GreaterThanOrEqual(x, Vector512<float>.One),
                    x,
                    Vector512.Create(0.25f) * (x + Vector512<float>.One) * (x + Vector512<float>.One)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            // Where the curve has no part its slope is multiplied by zero, which makes NaN of an infinite x, as in Keras.
            var curve = Elementwise.Between(x, -1, 1) & Vector512<float>.One;
            var line = Vector512.GreaterThanOrEqual(x, Vector512<float>.One) & Vector512<float>.One;
            return line + curve * Vector512.Create(0.5f) * (x + Vector512<float>.One);
        }
    }
}
