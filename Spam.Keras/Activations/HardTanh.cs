using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x</c> cut at -1 and 1. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, hard_tanh.</remarks>
public sealed class HardTanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "hard_tanh";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => VectorMath.Clamp(x, -1, 1);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y) => Elementwise.Within(x, -1, 1) & Vector512<float>.One;
    }
}
