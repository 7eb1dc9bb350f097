using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x tanh(softplus(x))</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, mish. Paper: Misra, 2019.</remarks>
/// <param name="dialect">Whose tanh it is: they differ in the last digits.</param>
public sealed class Mish(Dialect dialect = Dialect.Keras2) : Activation
{
    /// <inheritdoc/>
    public override string Name => "mish";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(dialect), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(dialect), x, y, dy, dx);

    readonly struct Function(Dialect dialect) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => x * VectorMath.Tanh(Elementwise.Softplus(x), dialect);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var tanh = VectorMath.Tanh(Elementwise.Softplus(x), dialect);
            return tanh + x * (Vector512<float>.One - tanh * tanh) * VectorMath.Sigmoid(x);
        }
    }
}
