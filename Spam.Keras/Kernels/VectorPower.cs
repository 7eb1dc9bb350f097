using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>The power function under Keras 3, where its last bit shows: not the product, and not the nearest number either.</summary>
/// <remarks>
/// Behaviour: Eigen's pow since 2025, and so TensorFlow's under Keras 3: <c>2^(y log2 x)</c>, with the logarithm as a sum of two floats.
/// Eigen is built without fused operations there, so sums and products are rounded apart.
/// </remarks>
static class VectorPower
{
    const double FirstTerm = 1.442695041742110273474963832995854318141937255859375; // of log2(1 + z) / z
    const double SecondTerm = -0.72134751588268664068692714863573201000690460205078125;
    const float Ln2 = 0.693147180559945309417232121458f;
    const float RootOfHalf = 0.707106781186547524401f;

    // Where neither the cube nor a step on the way leaves the normal numbers; beyond, the last bit shows nowhere.
    const float Smallest = 1e-9f, Largest = 1e9f;

    /// <summary>The further terms of <c>log2(1 + z) / z</c>, the highest first.</summary>
    static ReadOnlySpan<float> Terms =>
    [
        9.7010828554630279541015625e-02f, -1.6896486282348632812500000e-01f, 1.7200836539268493652343750e-01f,
        -1.7892272770404815673828125e-01f, 2.0505344867706298828125000e-01f, -2.4046677350997924804687500e-01f,
        2.8857553005218505859375000e-01f, -3.6067414283752441406250000e-01f, 4.8089790344238281250000000e-01f,
    ];

    /// <summary><c>x³</c>.</summary>
    public static Vector512<float> Cube(Vector512<float> x)
    {
        var size = Vector512.Abs(x);
        var isUsual = Vector512.GreaterThan(size, Vector512.Create(Smallest)) & Vector512.LessThan(size, Vector512.Create(Largest));
        var cube = CubeOfPositive(Vector512.ConditionalSelect(isUsual, size, Vector512<float>.One)) | (x & Vector512.Create(-0f));
        return Vector512.ConditionalSelect(isUsual, cube, x * x * x);
    }

    static Vector512<float> CubeOfPositive(Vector512<float> x)
    {
        // x = m 2^e with m about 1, from √½ to √2
        var bits = x.AsInt32();
        var m = (bits & Vector512.Create(0x7fffff) | Vector512.Create(0x3f000000)).AsSingle();
        var e = Vector512.ConvertToSingle((bits >> 23) - Vector512.Create(126));
        var isBelow = Vector512.LessThan(m, Vector512.Create(RootOfHalf));
        m = Vector512.ConditionalSelect(isBelow, m + m, m);
        e = Vector512.ConditionalSelect(isBelow, e - Vector512<float>.One, e);

        // 3 log2 x, and its whole and broken part
        var three = Vector512.Create(3f);
        var log = Sum(Product(e, three), Product(Log2(m), three));
        var whole = Vector512.Round(log.High);
        var rest = log.High - whole + log.Low;
        var carry = Vector512.Round(rest);
        rest -= carry;
        whole += carry;

        // 2^rest is e^(ln2 rest), with what the product lost given back
        var power = Product(Vector512.Create(Ln2), rest);
        var fraction = VectorMath.Exp(power.High) * (Vector512<float>.One + power.Low);
        return fraction * (Vector512.ConvertToInt32(whole) + Vector512.Create(127) << 23).AsSingle();
    }

    static (Vector512<float> High, Vector512<float> Low) Log2(Vector512<float> m)
    {
        var z = m - Vector512<float>.One;
        var p = Vector512.Create(Terms[0]);
        foreach (var term in Terms[1..])
            p = p * z + Vector512.Create(term);

        var sum = Product(Sum(Split(SecondTerm), Product(z, p)), z);
        return Product(Sum(Split(FirstTerm), sum), z);
    }

    static (Vector512<float> High, Vector512<float> Low) Split(double number)
        => (Vector512.Create((float)number), Vector512.Create((float)(number - (float)number)));

    /// <summary>Exactly x y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector512<float> High, Vector512<float> Low) Product(Vector512<float> x, Vector512<float> y)
    {
        var high = x * y;
        return (high, Vector512.FusedMultiplyAdd(x, y, -high));
    }

    static (Vector512<float> High, Vector512<float> Low) Product((Vector512<float> High, Vector512<float> Low) x, Vector512<float> y)
    {
        var product = Product(x.High, y);
        var sum = Sum(product.High, x.Low * y);
        return Sum(sum.High, sum.Low + product.Low);
    }

    /// <summary>Exactly x + y, where |x| is not below |y|.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector512<float> High, Vector512<float> Low) Sum(Vector512<float> x, Vector512<float> y)
    {
        var high = x + y;
        return (high, y - (high - x));
    }

    static (Vector512<float> High, Vector512<float> Low) Sum((Vector512<float> High, Vector512<float> Low) x, (Vector512<float> High, Vector512<float> Low) y)
    {
        var sum = Sum(x.High, y.High);
        return Sum(sum.High, y.Low + sum.Low + x.Low);
    }
}
