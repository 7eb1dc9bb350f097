using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary><c>x</c> above zero, <c>negativeSlope x</c> below.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, leaky_relu; Keras 3, layers/activations/leaky_relu.py.</remarks>
/// <param name="negativeSlope">The slope below zero; the layer LeakyReLU has another default, 0.3.</param>
public sealed class LeakyRelu(float negativeSlope = 0.2f) : Activation
{
    /// <summary>The slope below zero.</summary>
    public float NegativeSlope { get; } = negativeSlope;

    /// <inheritdoc/>
    public override string Name => "leaky_relu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(NegativeSlope), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(NegativeSlope), x, y, dy, dx);

    readonly struct Function(float negativeSlope) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
            => Vector512.ConditionalSelect(Elementwise.IsPositive(x), x, Vector512.Create(negativeSlope) * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => Vector512.ConditionalSelect(Elementwise.IsPositive(x), Vector512<float>.One, Vector512.Create(negativeSlope));
    }
}
