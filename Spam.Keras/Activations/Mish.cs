using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x tanh(softplus(x))</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, mish. Paper: Misra, 2019.</remarks>
public sealed class Mish : Activation
{
    /// <inheritdoc/>
    public override string Name => "mish";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => x * VectorMath.Tanh(Elementwise.Softplus(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var tanh = VectorMath.Tanh(Elementwise.Softplus(x));
            return tanh + x * (Vector512<float>.One - tanh * tanh) * VectorMath.Sigmoid(x);
        }
    }
}
