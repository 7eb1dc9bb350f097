using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>The logarithm of the sigmoid. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, log_sigmoid.</remarks>
public sealed class LogSigmoid : Activation
{
    /// <inheritdoc/>
    public override string Name => "log_sigmoid";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => -Elementwise.Softplus(-x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y) => VectorMath.Sigmoid(-x);
    }
}
