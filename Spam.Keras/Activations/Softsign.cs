using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary><c>x / (1 + |x|)</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, softsign.</remarks>
public sealed class Softsign : Activation
{
    /// <inheritdoc/>
    public override string Name => "softsign";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => x / (Vector512<float>.One + Vector512.Abs(x));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var size = Vector512<float>.One + Vector512.Abs(x);
            return Vector512<float>.One / (size * size);
        }
    }
}
