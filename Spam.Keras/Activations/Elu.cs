using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x</c> above zero, <c>alpha (e^x - 1)</c> below.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, elu. Paper: Clevert, Unterthiner and Hochreiter, 2015.</remarks>
/// <param name="alpha">How far below zero the function goes.</param>
public sealed class Elu(float alpha = 1) : Activation
{
    /// <summary>How far below zero the function goes.</summary>
    public float Alpha { get; } = alpha;

    /// <inheritdoc/>
    public override string Name => "elu";

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
            => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(alpha) * (VectorMath.Exp(x) - Vector512<float>.One), x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => Vector512.ConditionalSelect(
                Vector512.LessThan(y, Vector512<float>.Zero),
                y + Vector512.Create(alpha),
                Vector512.ConditionalSelect(Elementwise.IsPositive(x), Vector512<float>.One, Vector512.Create(alpha)));
    }
}
