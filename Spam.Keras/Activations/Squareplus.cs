using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary><c>(x + √(x² + b)) / 2</c>: a smooth relu. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, squareplus. Paper: Barron, 2021.</remarks>
/// <param name="b">How round the corner is.</param>
public sealed class Squareplus(float b = 4) : Activation
{
    /// <summary>How round the corner is.</summary>
    public float B { get; } = b;

    /// <inheritdoc/>
    public override string Name => "squareplus";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(B), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(B), x, y, dy, dx);

    readonly struct Function(float b) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => (x + Vector512.Sqrt(x * x + Vector512.Create(b))) / Vector512.Create(2f);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var root = Vector512.Sqrt(x * x + Vector512.Create(b));
            return Vector512.Create(0.5f) + Vector512.Create(0.5f) * ((x + x) * (Vector512.Create(0.5f) / root));
        }
    }
}
