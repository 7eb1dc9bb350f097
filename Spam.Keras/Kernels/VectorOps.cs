using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>Element-wise kernels on contiguous float32 spans. Each result depends on its own inputs alone, so it is the same at every vector width.</summary>
public static class VectorOps
{
    const int Lanes = 16;

    /// <summary><c>y += x</c>, for spans of one length.</summary>
    public static void Add(ReadOnlySpan<float> x, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (Vector512.LoadUnsafe(ref from, (nuint)i) + Vector512.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);

        for (; i < x.Length; i++)
            y[i] += x[i];
    }

    /// <summary><c>y += a * x</c>, rounded once per element (fused). Checked against <see cref="Reference.AddScaled"/>.</summary>
    public static void AddScaled(float a, ReadOnlySpan<float> x, Span<float> y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);

        ref var from = ref MemoryMarshal.GetReference(x);
        ref var to = ref MemoryMarshal.GetReference(y);
        var scale = Vector512.Create(a);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            Vector512.FusedMultiplyAdd(scale, Vector512.LoadUnsafe(ref from, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i)).StoreUnsafe(ref to, (nuint)i);

        for (; i < x.Length; i++) // the tail: less than one vector, rounded the same way
            y[i] = MathF.FusedMultiplyAdd(a, x[i], y[i]);
    }

    /// <summary><c>z = x * y</c>, element by element; z may be x or y.</summary>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(z.Length, x.Length);

        ref var startOfX = ref MemoryMarshal.GetReference(x);
        ref var startOfY = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(z);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (Vector512.LoadUnsafe(ref startOfX, (nuint)i) * Vector512.LoadUnsafe(ref startOfY, (nuint)i)).StoreUnsafe(ref to, (nuint)i);

        for (; i < x.Length; i++)
            z[i] = x[i] * y[i];
    }

    /// <summary><c>z += x * y</c>, element by element, rounded once (fused).</summary>
    public static void AddProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y.Length, x.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(z.Length, x.Length);

        ref var startOfX = ref MemoryMarshal.GetReference(x);
        ref var startOfY = ref MemoryMarshal.GetReference(y);
        ref var to = ref MemoryMarshal.GetReference(z);
        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
        {
            Vector512.FusedMultiplyAdd(
                Vector512.LoadUnsafe(ref startOfX, (nuint)i), Vector512.LoadUnsafe(ref startOfY, (nuint)i), Vector512.LoadUnsafe(ref to, (nuint)i))
                .StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < x.Length; i++)
            z[i] = MathF.FusedMultiplyAdd(x[i], y[i], z[i]);
    }

    /// <summary>The sum of x², in double over sixteen lanes whose sums are added in one order.</summary>
    public static double SumOfSquares(ReadOnlySpan<float> x)
    {
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var i = 0; i < x.Length; i += Vector512<float>.Count)
        {
            var rest = x[i..];
            var (lower, upper) = Vector512.Widen(rest.Length >= Vector512<float>.Count ? Vector512.Create(rest) : VectorMath.Load(rest));
            low += lower * lower;
            high += upper * upper;
        }

        low += high;
        var sum = 0.0;
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
            sum += low[lane];
        return sum;
    }
}
