using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x σ(x)</c>, also called swish.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, swish. Paper: Ramachandran, Zoph and Le, 2017.</remarks>
public sealed class Silu : Activation
{
    /// <inheritdoc/>
    public override string Name => "silu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => x * VectorMath.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var sigmoid = VectorMath.Sigmoid(x);
            return sigmoid * (Vector512<float>.One + x * (Vector512<float>.One - sigmoid));
        }
    }
}
