using System.Runtime.Intrinsics;

namespace Spam.Keras.Activations;

/// <summary>Sums over one row, and what else a softmax does to a row, 16 numbers at a time.</summary>
/// <remarks>A sum runs in 16 lanes, which are added half to half at the end, and then the row's rest: one order on every machine.</remarks>
static class Rows
{
    const int Lanes = 16;

    internal static float Largest(ReadOnlySpan<float> row)
    {
        var lanes = Vector512.Create(float.NegativeInfinity);
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            lanes = Vector512.Max(lanes, Vector512.Create(row[i..]));

        var half = Vector256.Max(lanes.GetLower(), lanes.GetUpper());
        var quarter = Vector128.Max(half.GetLower(), half.GetUpper());
        var largest = MathF.Max(MathF.Max(quarter[0], quarter[1]), MathF.Max(quarter[2], quarter[3]));
        for (; i < row.Length; i++)
            largest = MathF.Max(largest, row[i]);
        return largest;
    }

    internal static float Sum(ReadOnlySpan<float> row)
    {
        var lanes = Vector512<float>.Zero;
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            lanes += Vector512.Create(row[i..]);

        var sum = AddLanes(lanes);
        for (; i < row.Length; i++)
            sum += row[i];
        return sum;
    }

    internal static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(b.Length, a.Length);

        var lanes = Vector512<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Lanes; i += Lanes)
            lanes = Vector512.FusedMultiplyAdd(Vector512.Create(a[i..]), Vector512.Create(b[i..]), lanes);

        var sum = AddLanes(lanes);
        for (; i < a.Length; i++)
            sum = MathF.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary><c>y = x - offset</c>; y may be x.</summary>
    internal static void Subtract(ReadOnlySpan<float> x, float offset, Span<float> y)
    {
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (Vector512.Create(x[i..]) - Vector512.Create(offset)).CopyTo(y[i..]);
        for (; i < x.Length; i++)
            y[i] = x[i] - offset;
    }

    internal static void Scale(Span<float> row, float factor)
    {
        var i = 0;
        for (; i <= row.Length - Lanes; i += Lanes)
            (Vector512.Create<float>(row[i..]) * factor).CopyTo(row[i..]);
        for (; i < row.Length; i++)
            row[i] *= factor;
    }

    /// <summary><c>z = (x - offset) y</c>.</summary>
    internal static void SubtractAndMultiply(ReadOnlySpan<float> x, float offset, ReadOnlySpan<float> y, Span<float> z)
    {
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            ((Vector512.Create(x[i..]) - Vector512.Create(offset)) * Vector512.Create(y[i..])).CopyTo(z[i..]);
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
