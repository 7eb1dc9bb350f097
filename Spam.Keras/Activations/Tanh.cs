using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, tanh.</remarks>
public sealed class Tanh : Activation
{
    /// <inheritdoc/>
    public override string Name => "tanh";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => VectorMath.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y) => Vector512<float>.One - y * y;
    }
}
