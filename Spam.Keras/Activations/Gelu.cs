using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary><c>x Φ(x)</c>, with the normal distribution's Φ or its approximation by a tanh.</summary>
/// <remarks>Source: Keras 2.15, keras/src/activations.py, gelu. Paper: Hendrycks and Gimpel, 2016.</remarks>
/// <param name="approximate">Whether by a tanh.</param>
/// <param name="dialect">Whose tanh it is: they reach 1 at different places.</param>
public sealed class Gelu(bool approximate = false, Dialect dialect = Dialect.Keras2) : Activation
{
    /// <summary>Whether by a tanh.</summary>
    public bool Approximate { get; } = approximate;

    /// <summary>Whose tanh it is.</summary>
    public Dialect Dialect { get; } = dialect;

    /// <inheritdoc/>
    public override string Name => "gelu";

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int width)
        => Elementwise.Forward(new Function(Approximate, Dialect), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx, int width)
        => Elementwise.Backward(new Function(Approximate, Dialect), x, y, dy, dx);

    readonly struct Function(bool approximate, Dialect dialect) : IElementFunction
    {
        const float InverseRootOfTwo = 0.70710678118654752440f;
        const float InverseRootOfTwoPi = 0.39894228040143267794f;
        const float RootOfTwoOverPi = 0.79788456080286535588f;
        const float Cubic = 0.044715f;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Value(Vector512<float> x)
            => approximate
                ? Vector512.Create(0.5f) * x * (Vector512<float>.One + VectorMath.Tanh(Inner(x), dialect))
                : Vector512.Create(0.5f) * x * VectorMath.ErfComplement(-x * Vector512.Create(InverseRootOfTwo));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Slope(Vector512<float> x, Vector512<float> y)
        {
            var half = Vector512.Create(0.5f);
            if (approximate)
            {
                var tanh = VectorMath.Tanh(Inner(x), dialect);
                var innerSlope = Vector512.Create(RootOfTwoOverPi) * (Vector512<float>.One + Vector512.Create(3 * Cubic) * x * x);
                return half * (Vector512<float>.One + tanh) + half * x * (Vector512<float>.One - tanh * tanh) * innerSlope;
            }

            var density = Vector512.Create(InverseRootOfTwoPi) * VectorMath.Exp(-half * x * x);
            return half * VectorMath.ErfComplement(-x * Vector512.Create(InverseRootOfTwo)) + x * density;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        Vector512<float> Inner(Vector512<float> x)
            => Vector512.Create(RootOfTwoOverPi) * (x + Vector512.Create(Cubic) * (dialect == Dialect.Keras2 ? Cube(x) : VectorPower.Cube(x)));

        /// <summary>The cube rounded once, as the pow of Keras 2's TensorFlow does it: what the square lost is given back, where it is finite.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Cube(Vector512<float> x)
        {
            var square = x * x;
            var lost = Vector512.FusedMultiplyAdd(x, x, -square) * x & Vector512.LessThan(square, Vector512.Create(1e12f));
            return Vector512.FusedMultiplyAdd(square, x, lost);
        }
    }
}
