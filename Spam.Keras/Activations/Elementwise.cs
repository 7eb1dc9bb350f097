using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>The loops over spans that element-wise activations share, and what their formulas have in common.</summary>
static class Elementwise
{
    // TensorFlow computes with numbers below the smallest normal one read as zero: a relu's slope there is 0.
    const float SmallestNormal = 1.17549435e-38f;

    const float SoftplusLimit = 13.942385f;

    internal static void Forward<TFunction>(TFunction function, ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IElementFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        var lanes = Vector512<float>.Count;
        var i = 0;
        for (; i <= x.Length - lanes; i += lanes)
            function.Value(Vector512.Create(x[i..])).CopyTo(y[i..]);

        if (i < x.Length)
            VectorMath.Store(function.Value(VectorMath.Load(x[i..])), y[i..]);
    }

    internal static void Backward<TFunction>(
        TFunction function, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx)
        where TFunction : struct, IElementFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dy.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(dx.Length, x.Length);

        var lanes = Vector512<float>.Count;
        var i = 0;
        for (; i <= x.Length - lanes; i += lanes)
            (function.Slope(Vector512.Create(x[i..]), Vector512.Create(y[i..])) * Vector512.Create(dy[i..])).CopyTo(dx[i..]);

        if (i < x.Length)
            VectorMath.Store(function.Slope(VectorMath.Load(x[i..]), VectorMath.Load(y[i..])) * VectorMath.Load(dy[i..]), dx[i..]);
    }

    /// <summary>All bits set where x is above zero; not for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> IsPositive(Vector512<float> x) => Vector512.GreaterThanOrEqual(x, Vector512.Create(SmallestNormal));

    /// <summary>All bits set where x is below zero; not for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> IsNegative(Vector512<float> x) => Vector512.LessThanOrEqual(x, Vector512.Create(-SmallestNormal));

    /// <summary>All bits set where x is one of the bounds or between them; not for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Within(Vector512<float> x, float low, float high)
        => Vector512.GreaterThanOrEqual(x, Vector512.Create(low)) & Vector512.LessThanOrEqual(x, Vector512.Create(high));

    /// <summary>All bits set where x is between the bounds and neither of them; not for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Between(Vector512<float> x, float low, float high)
        => Vector512.GreaterThan(x, Vector512.Create(low)) & Vector512.LessThan(x, Vector512.Create(high));

    /// <summary>The larger of x and the bound; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Maximum(Vector512<float> x, float bound)
        => Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(bound)), Vector512.Create(bound), x);

    /// <summary>The smaller of x and the bound; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Minimum(Vector512<float> x, float bound)
        => Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(bound)), Vector512.Create(bound), x);

    /// <summary><c>ln(1 + e^x)</c>; beyond ±13.9 what it is within rounding: x or e^x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Softplus(Vector512<float> x)
    {
        var e = VectorMath.Exp(x);
        var y = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-SoftplusLimit)), e, VectorMath.LogOnePlus(e));
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(SoftplusLimit)), x, y);
    }
}
