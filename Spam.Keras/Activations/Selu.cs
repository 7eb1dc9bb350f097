using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>The elu times 1.0507, with an alpha of 1.6733: keeps mean and variance from layer to layer.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, selu. Paper: Klambauer, Unterthiner, Mayr and Hochreiter, 2017.</remarks>
public sealed class Selu : Activation
{
    /// <inheritdoc/>
    public override string Name => "selu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(), x, y, dy, dx);

    readonly struct Function : IElementFunction
    {
        const float Scale = 1.05070098735548049342f;
        const float ScaledAlpha = 1.75809934084737685994f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
            => Vector512.ConditionalSelect(
                Vector512.LessThan(x, Vector512<float>.Zero),
                Vector512.Create(ScaledAlpha) * (VectorMath.Exp(x) - Vector512<float>.One),
                Vector512.Create(Scale) * x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
            => Vector512.ConditionalSelect(
                Vector512.LessThan(y, Vector512<float>.Zero),
                y + Vector512.Create(ScaledAlpha),
                Vector512.Create(Scale));
    }
}
