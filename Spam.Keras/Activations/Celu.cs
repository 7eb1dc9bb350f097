using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>max(0, x) + min(0, alpha (e^(x / alpha) - 1))</c>: an elu that is smooth for every alpha. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, celu. Paper: Barron, 2017.</remarks>
/// <param name="alpha">How far below zero the function goes.</param>
public sealed class Celu(float alpha = 1) : Activation
{
    /// <summary>How far below zero the function goes.</summary>
    public float Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override string Name => "celu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(Alpha), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(Alpha), x, y, dy, dx);

    readonly struct Function(float alpha) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
        {
            var below = VectorMath.Exp(Elementwise.Minimum(x, 0) / Vector512.Create(alpha)) - Vector512<float>.One;
            return Elementwise.Maximum(x, 0) + Vector512.Create(alpha) * below;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            // Both halves take the gradient at zero itself: there the slope is 2, as in Keras.
            var above = Vector512.ConditionalSelect(Elementwise.IsNegative(x), Vector512<float>.Zero, Vector512<float>.One);
            var below = Vector512.ConditionalSelect(Elementwise.IsPositive(x), Vector512<float>.Zero, VectorMath.Exp(x / Vector512.Create(alpha)));
            return Vector512.ConditionalSelect(Vector512.Equals(x, x), above + below, Vector512<float>.Zero);
        }
    }
}
