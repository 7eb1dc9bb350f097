using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels;

namespace Spam.Keras.Activations;

/// <summary>Sums over one row, and what else a softmax does to a row, 16 numbers at a time.</summary>
/// <remarks>A sum runs in 16 lanes, which are added half to half at the end, and then the row's rest: one order on every machine.</remarks>
static class Rows
{
    const int Lanes = 16;

    /// <summary>The largest number; of a row with NaN, one of the others.</summary>
    internal static float Largest(ReadOnlySpan<float> row)
    {
        ref var start = ref MemoryMarshal.GetReference(row);
        var lanes = Vector512.Create(float.NegativeInfinity);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            lanes = Vector512.MaxNative(lanes, Vector512.LoadUnsafe(ref start, (nuint)i));

        var half = Vector256.MaxNative(lanes.GetLower(), lanes.GetUpper());
        var quarter = Vector128.MaxNative(half.GetLower(), half.GetUpper());
        var largest = MathF.Max(MathF.Max(quarter[0], quarter[1]), MathF.Max(quarter[2], quarter[3]));
        for (; i < row.Length; i++)
            largest = MathF.Max(largest, row[i]);
        return largest;
    }

    /// <summary><c>y = e^(x - offset)</c>, and the sum of y; y may be x.</summary>
    internal static float ExpWithSum(ReadOnlySpan<float> x, float offset, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var lanes = Vector512<float>.Zero;
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            var e = VectorMath.Exp(Vector512.LoadUnsafe(ref from, (nuint)i) - Vector512.Create(offset));
            e.StoreUnsafe(ref to, (nuint)i);
            lanes += e;
        }

        if (i == x.Length)
            return AddLanes(lanes);

        VectorMath.Store(VectorMath.Exp(VectorMath.Load(x[i..]) - Vector512.Create(offset)), y[i..]);
        var sum = AddLanes(lanes);
        for (; i < y.Length; i++)
            sum += y[i];
        return sum;
    }

    internal static float Sum(ReadOnlySpan<float> row)
    {
        ref var start = ref MemoryMarshal.GetReference(row);
        var lanes = Vector512<float>.Zero;
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            lanes += Vector512.LoadUnsafe(ref start, (nuint)i);

        var sum = AddLanes(lanes);
        for (; i < row.Length; i++)
            sum += row[i];
        return sum;
    }

    internal static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);

        ref var startOfA = ref MemoryMarshal.GetReference(a);
        ref var startOfB = ref MemoryMarshal.GetReference(b);
        var lanes = Vector512<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
            lanes = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref startOfA, (nuint)i), Vector512.LoadUnsafe(ref startOfB, (nuint)i), lanes);

        var sum = AddLanes(lanes);
        for (; i < a.Length; i++)
            sum = MathF.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary><c>y = x - offset</c>; y may be x.</summary>
    internal static void Subtract(ReadOnlySpan<float> x, float offset, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (Vector512.LoadUnsafe(ref from, (nuint)i) - Vector512.Create(offset)).StoreUnsafe(ref to, (nuint)i);
        for (; i < x.Length; i++)
            y[i] = x[i] - offset;
    }

    internal static void Scale(Span<float> row, float factor)
    {
        ref var start = ref MemoryMarshal.GetReference(row);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            (Vector512.LoadUnsafe(ref start, (nuint)i) * factor).StoreUnsafe(ref start, (nuint)i);
        for (; i < row.Length; i++)
            row[i] *= factor;
    }

    /// <summary><c>z = (x - offset) y</c>; z may be x.</summary>
    internal static void SubtractAndMultiply(ReadOnlySpan<float> x, float offset, ReadOnlySpan<float> y, Span<float> z)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(z.Length, x.Length);

        ref var startOfX = ref MemoryMarshal.GetReference(x);
        ref var startOfY = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(z);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            ((Vector512.LoadUnsafe(ref startOfX, (nuint)i) - Vector512.Create(offset)) * Vector512.LoadUnsafe(ref startOfY, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++)
            z[i] = (x[i] - offset) * y[i];
    }

    static float AddLanes(Vector512<float> lanes)
    {
        var half = lanes.GetLower() + lanes.GetUpper();
        var quarter = half.GetLower() + half.GetUpper();
        return quarter[0] + quarter[2] + (quarter[1] + quarter[3]);
    }
}
