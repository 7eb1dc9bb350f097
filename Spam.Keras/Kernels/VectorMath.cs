using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Spam.Keras.Kernels;

/// <summary>Exponential, logarithm and their kin on sixteen numbers at a time.</summary>
/// <remarks>
/// Each result depends on its own number alone, and the bits are the same on every instruction set.<br/>
/// Exp, log and tanh use the reductions, the coefficients and the order that Eigen has inside TensorFlow 2.15 (Eigen,
/// src/Core/arch/Default/GenericPacketMathFunctions.h). TensorFlow's wheels are built without fused multiply-add, so nothing is fused
/// here either: then exp, sigmoid and tanh agree with Keras to the bit. Erfc: Cephes, single precision (netlib.org/cephes).
/// </remarks>
static class VectorMath
{
    const float Log2E = 1.44269504088896341f;

    // ln 2 in two parts; the first has few bits, so that its product with a whole number is exact.
    const float Ln2High = 0.693359375f;
    const float Ln2Low = -2.12194440e-4f;

    const float Ln2 = 0.69314718055994530942f;

    // Where the fraction for tanh reaches 1.
    const float TanhLimit = 7.90531110763549805f;
    const float NewerTanhLimit = 7.90738964080810546875f;

    static readonly Vector512<float> _one = Vector512<float>.One;

    /// <summary><c>e^x</c>, within 1.5 units in the last place; above 88.72 infinity, below -104 zero, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Exp(Vector512<float> x)
    {
        x = Clamp(x, -104f, 88.7229f);
        var power = Vector512.Floor(x * Vector512.Create(Log2E) + Vector512.Create(0.5f));
        var r = x - power * Vector512.Create(Ln2High);
        r -= power * Vector512.Create(Ln2Low);

        var r2 = r * r;
        var even = r2 * Vector512.Create(1.37449637986719608306884765625e-3f) + Vector512.Create(4.166965186595916748046875e-2f);
        var odd = r2 * Vector512.Create(8.36894474923610687255859375e-3f) + Vector512.Create(0.16666518151760101318359375f);
        even = r2 * even + Vector512.Create(0.49999988079071044921875f);
        var y = r * odd + even;
        y = r2 * y + (r + _one);

        if (Avx512F.IsSupported)
            return Avx512F.Scale(y, power);

        // 2^power in two factors, as one alone overflows at 128 and cannot reach the smallest numbers.
        var whole = Vector512.ConvertToInt32(power);
        var half = whole >> 1;
        return y * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary><c>1 / (1 + e^-x)</c>, within 3e-7 of itself; 1 from 17 on, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Sigmoid(Vector512<float> x)
    {
        var e = Exp(Vector512.MinNative(Vector512.Create(88f), x)); // NaN, as the second number, stays
        return e / (_one + e);
    }

    /// <summary><c>tanh x</c>, within 4e-7 of itself; ±1 from ±7.905 on, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Tanh(Vector512<float> x)
    {
        var clamped = Clamp(x, -TanhLimit, TanhLimit);
        var x2 = clamped * clamped;

        var p = x2 * Vector512.Create(-2.76076847742355e-16f) + Vector512.Create(2.00018790482477e-13f);
        p = x2 * p + Vector512.Create(-8.60467152213735e-11f);
        p = x2 * p + Vector512.Create(5.12229709037114e-08f);
        p = x2 * p + Vector512.Create(1.48572235717979e-05f);
        p = x2 * p + Vector512.Create(6.37261928875436e-04f);
        p = x2 * p + Vector512.Create(4.89352455891786e-03f);

        var q = x2 * Vector512.Create(1.19825839466702e-06f) + Vector512.Create(1.18534705686654e-04f);
        q = x2 * q + Vector512.Create(2.26843463243900e-03f);
        q = x2 * q + Vector512.Create(4.89352518554385e-03f);

        var size = Vector512.Abs(x);
        var y = Vector512.ConditionalSelect(Vector512.LessThan(size, Vector512.Create(0.0004f)), x, clamped * p / q);
        var signOfOne = _one | (x & Vector512.Create(-0f));
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(size, Vector512.Create(TanhLimit)), signOfOne, y);
    }

    /// <summary>The tanh of the TensorFlow under one Keras or the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Tanh(Vector512<float> x, Dialect dialect) => dialect == Dialect.Keras2 ? Tanh(x) : NewerTanh(x);

    /// <summary><c>tanh x</c> as Eigen has it since 2024 and so the TensorFlow under Keras 3: another fraction, within 5e-7, which reaches 1 at another place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> NewerTanh(Vector512<float> x)
    {
        var clamped = Clamp(x, -NewerTanhLimit, NewerTanhLimit);
        var x2 = clamped * clamped;

        var p = x2 * Vector512.Create(1.394553628e-8f) + Vector512.Create(2.102733560e-5f);
        p = x2 * p + Vector512.Create(3.520756727e-3f);
        p = x2 * p + Vector512.Create(1.340216100e-1f);

        var q = x2 * Vector512.Create(8.015776984e-7f) + Vector512.Create(3.326951409e-4f);
        q = x2 * q + Vector512.Create(2.597254514e-2f);
        q = x2 * q + Vector512.Create(4.673548340e-1f);
        q = x2 * q + _one;

        var y = (x2 * clamped * p + clamped) / q;
        var signOfOne = _one | (x & Vector512.Create(-0f));
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(Vector512.Abs(x), Vector512.Create(NewerTanhLimit)), signOfOne, y);
    }

    /// <summary><c>ln x</c>, within 2 units in the last place; -infinity at zero, NaN below it and for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Log(Vector512<float> x)
    {
        // Numbers below the smallest normal one are lifted by 2^24 first, and 24 is taken off the exponent again.
        var isSmall = Vector512.LessThan(x, Vector512.Create(1.17549435e-38f));
        var lifted = Vector512.ConditionalSelect(isSmall, x * Vector512.Create(16777216f), x);
        var bits = lifted.AsInt32();
        var exponent = Vector512.ConvertToSingle((bits >>> 23) - Vector512.Create(126))
            - Vector512.ConditionalSelect(isSmall, Vector512.Create(24f), Vector512<float>.Zero);
        var mantissa = ((bits & Vector512.Create(0x007FFFFF)) | Vector512.Create(0x3F000000)).AsSingle(); // in [0.5, 1)

        var isLow = Vector512.LessThan(mantissa, Vector512.Create(0.707106781186547524f));
        exponent -= Vector512.ConditionalSelect(isLow, _one, Vector512<float>.Zero);
        var m = mantissa - _one + Vector512.ConditionalSelect(isLow, mantissa, Vector512<float>.Zero);

        var m2 = m * m;
        var m3 = m2 * m;
        var p = Vector512.Create(7.0376836292e-2f) * m + Vector512.Create(-1.1514610310e-1f);
        p = p * m + Vector512.Create(1.1676998740e-1f);
        var middle = Vector512.Create(-1.2420140846e-1f) * m + Vector512.Create(1.4249322787e-1f);
        middle = middle * m + Vector512.Create(-1.6668057665e-1f);
        var low = Vector512.Create(2.0000714765e-1f) * m + Vector512.Create(-2.4999993993e-1f);
        low = low * m + Vector512.Create(3.3333331174e-1f);
        p = p * m3 + middle;
        p = p * m3 + low;
        p = Vector512.Create(-0.5f) * m2 + p * m3;
        var y = exponent * Vector512.Create(Ln2) + (m + p);

        y = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, y);
        y = Vector512.ConditionalSelect(Vector512.Equals(x, Vector512<float>.Zero), Vector512.Create(float.NegativeInfinity), y);
        return Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(x, Vector512<float>.Zero), y, Vector512.Create(float.NaN));
    }

    /// <summary><c>ln(1 + x)</c> for x of 0 and above, within 4 units in the last place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> LogOnePlus(Vector512<float> x)
    {
        // The logarithm of the rounded sum, times what the rounding made of x (Kahan's way, see Higham, Accuracy and Stability, 1.14).
        var sum = _one + x;
        var y = x * (Log(sum) / (sum - _one));
        y = Vector512.ConditionalSelect(Vector512.Equals(sum, _one), x, y);
        return Vector512.ConditionalSelect(Vector512.Equals(x, Vector512.Create(float.PositiveInfinity)), x, y);
    }

    /// <summary><c>erfc x</c>, the error function's complement, within 5e-7 of itself up to 9; 0 from 14 on, NaN for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> ErfComplement(Vector512<float> x)
    {
        var a = Vector512.Abs(x);
        var a2 = a * a;
        var near = Vector512.FusedMultiplyAdd(a2, Vector512.Create(7.853861353153693E-005f), Vector512.Create(-8.010193625184903E-004f));
        near = Vector512.FusedMultiplyAdd(a2, near, Vector512.Create(5.188327685732524E-003f));
        near = Vector512.FusedMultiplyAdd(a2, near, Vector512.Create(-2.685381193529856E-002f));
        near = Vector512.FusedMultiplyAdd(a2, near, Vector512.Create(1.128358514861418E-001f));
        near = Vector512.FusedMultiplyAdd(a2, near, Vector512.Create(-3.761262582423300E-001f));
        near = Vector512.FusedMultiplyAdd(a2, near, Vector512.Create(1.128379165726710E+000f));
        near = _one - x * near;

        var q = _one / a;
        var q2 = q * q;
        var middle = Vector512.FusedMultiplyAdd(q2, Vector512.Create(2.326819970068386E-002f), Vector512.Create(-1.387039388740657E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(3.687424674597105E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(-5.824733027278666E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(6.210004621745983E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(-4.944515323274145E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(3.404879937665872E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(-2.741127028184656E-001f));
        middle = Vector512.FusedMultiplyAdd(q2, middle, Vector512.Create(5.638259427386472E-001f));

        var far = Vector512.FusedMultiplyAdd(q2, Vector512.Create(-1.047766399936249E+001f), Vector512.Create(1.297719955372516E+001f));
        far = Vector512.FusedMultiplyAdd(q2, far, Vector512.Create(-7.495518717768503E+000f));
        far = Vector512.FusedMultiplyAdd(q2, far, Vector512.Create(2.921019019210786E+000f));
        far = Vector512.FusedMultiplyAdd(q2, far, Vector512.Create(-1.015265279202700E+000f));
        far = Vector512.FusedMultiplyAdd(q2, far, Vector512.Create(4.218463358204948E-001f));
        far = Vector512.FusedMultiplyAdd(q2, far, Vector512.Create(-2.820767439740514E-001f));
        far = Vector512.FusedMultiplyAdd(q2, far, Vector512.Create(5.641895067754075E-001f));

        // e^(-a²): the square's rounding error is given back, as it grows with the square.
        var lost = Vector512.FusedMultiplyAdd(a, a, -a2);
        lost = Vector512.ConditionalSelect(Vector512.LessThan(a2, Vector512.Create(104f)), lost, Vector512<float>.Zero);
        var e = Exp(-a2);
        e -= e * lost;
        var tail = e * q * Vector512.ConditionalSelect(Vector512.LessThan(a, Vector512.Create(2f)), middle, far);
        tail = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), Vector512.Create(2f) - tail, tail);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(a, _one), tail, near);
    }

    /// <summary><c>y = e^x</c>; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    internal static void Exp(ReadOnlySpan<float> x, Span<float> y) => Map<ExpFunction>(x, y);

    /// <summary><c>y = ln x</c>; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    internal static void Log(ReadOnlySpan<float> x, Span<float> y) => Map<LogFunction>(x, y);

    /// <summary><c>y = tanh x</c>; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    internal static void Tanh(ReadOnlySpan<float> x, Span<float> y) => Map<TanhFunction>(x, y);

    /// <summary><c>y = 1 / (1 + e^-x)</c>; <paramref name="y"/> may be <paramref name="x"/>.</summary>
    internal static void Sigmoid(ReadOnlySpan<float> x, Span<float> y) => Map<SigmoidFunction>(x, y);

    /// <summary>A vector that starts with <paramref name="values"/> (16 at most) and goes on with <paramref name="padding"/>.</summary>
    internal static Vector512<float> Load(ReadOnlySpan<float> values, float padding = 0)
    {
        Span<float> padded = stackalloc float[Vector512<float>.Count];
        padded.Fill(padding);
        values.CopyTo(padded);
        return Vector512.Create<float>(padded);
    }

    /// <summary>Writes the first numbers of <paramref name="vector"/>, as many as <paramref name="values"/> holds (16 at most).</summary>
    internal static void Store(Vector512<float> vector, Span<float> values)
    {
        Span<float> padded = stackalloc float[Vector512<float>.Count];
        vector.CopyTo(padded);
        padded[..values.Length].CopyTo(values);
    }

    /// <summary><paramref name="x"/> within the bounds; NaN stays NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<float> Clamp(Vector512<float> x, float low, float high)
        => Vector512.MinNative(Vector512.Create(high), Vector512.MaxNative(Vector512.Create(low), x)); // of NaN and a number, the second is taken

    static void Map<TFunction>(ReadOnlySpan<float> x, Span<float> y)
        where TFunction : struct, IVectorFunction
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        var i = 0;
        for (; i <= x.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            TFunction.Of(Vector512.Create(x[i..])).CopyTo(y[i..]);

        if (i < x.Length) // the tail goes through the same code, so that a number's place does not matter
            Store(TFunction.Of(Load(x[i..])), y[i..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> PowerOfTwo(Vector512<int> power) => ((power + Vector512.Create(127)) << 23).AsSingle();

    interface IVectorFunction
    {
        static abstract Vector512<float> Of(Vector512<float> x);
    }

    readonly struct ExpFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Exp(x);
    }

    readonly struct LogFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Log(x);
    }

    readonly struct TanhFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Tanh(x);
    }

    readonly struct SigmoidFunction : IVectorFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<float> Of(Vector512<float> x) => Sigmoid(x);
    }
}
