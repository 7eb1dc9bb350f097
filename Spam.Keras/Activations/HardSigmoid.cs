using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>A sigmoid of three straight lines: Keras 2 cuts <c>0.2x + 0.5</c> at 0 and 1, Keras 3 <c>x / 6 + 0.5</c>.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, hard_sigmoid; Keras 3, the same name.</remarks>
/// <param name="dialect">Whose slope it has.</param>
public sealed class HardSigmoid(Dialect dialect = Dialect.Keras2) : Activation
{
    /// <summary>Whose lines they are.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => "hard_sigmoid";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(Dialect), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(Dialect), x, y, dy, dx);

    readonly struct Function(Dialect dialect) : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
            => dialect == Dialect.Keras2
                ? VectorMath.Clamp(Vector512.Create(0.2f) * x + Vector512.Create(0.5f), 0, 1)
                : VectorMath.Clamp(x + Vector512.Create(3f), 0, 6) / Vector512.Create(6f);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => dialect == Dialect.Keras2
                ? Elementwise.Within(Vector512.Create(0.2f) * x + Vector512.Create(0.5f), 0, 1) & Vector512.Create(0.2f)
                : Elementwise.Between(x, -3, 3) & Vector512.Create(1f / 6);
    }
}
