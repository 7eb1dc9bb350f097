using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x</c> times Keras 3's hard sigmoid, also called hard swish. Keras 3 only.</summary>
/// <remarks>Source: Keras 3, keras/src/activations/activations.py, hard_silu. Paper: Howard and others, 2019 (MobileNetV3).</remarks>
public sealed class HardSilu : Activation
{
    /// <inheritdoc/>
    public override string Name => "hard_silu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x) => x * HardSigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => HardSigmoid(x) + x * (Elementwise.Between(x, -3, 3) & Vector512.Create(1f / 6));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> HardSigmoid(Vector512<float> x) => VectorMath.Clamp(x + Vector512.Create(3f), 0, 6) / Vector512.Create(6f);
    }
}
