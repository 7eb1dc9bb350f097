namespace Spam.Keras.Activations;

/// <summary>Sums over one row, each from its first number to its last, and what else a softmax does to a row.</summary>
static class Rows
{
    internal static float Largest(ReadOnlySpan<float> row)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in row)
            largest = value > largest ? value : largest;
        return largest;
    }

    internal static float Sum(ReadOnlySpan<float> row)
    {
        var sum = 0f;
        foreach (var value in row)
            sum += value;
        return sum;
    }

    internal static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
            sum = MathF.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary><c>y = x - offset</c>; y may be x.</summary>
    internal static void Subtract(ReadOnlySpan<float> x, float offset, Span<float> y)
    {
        for (var i = 0; i < x.Length; i++)
            y[i] = x[i] - offset;
    }

    internal static void Scale(Span<float> row, float factor)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] *= factor;
    }
}
