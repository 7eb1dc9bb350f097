namespace Spam.Keras.Losses;

/// <summary>Logarithms of sums, without overflow or cancellation.</summary>
static class Logarithm
{
    /// <summary><c>ln(1 + x)</c>, exact for small x too.</summary>
    internal static float OfOnePlus(float x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : x * (MathF.Log(sum) / (sum - 1));
    }

    /// <summary><c>ln Σ e^x</c>.</summary>
    internal static float OfSumOfExponentials(ReadOnlySpan<float> x)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in x)
            largest = MathF.Max(largest, value);

        var sum = 0f;
        foreach (var value in x)
            sum += MathF.Exp(value - largest);
        return largest + MathF.Log(sum);
    }

    /// <summary>The softmax of <paramref name="x"/>, each number rounded once: in double, as what is left after the truth is subtracted is small.</summary>
    internal static void Softmax(ReadOnlySpan<float> x, Span<float> probabilities)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in x)
            largest = MathF.Max(largest, value);

        var sum = 0.0;
        foreach (var value in x)
            sum += Math.Exp((double)value - largest);
        for (var i = 0; i < x.Length; i++)
            probabilities[i] = (float)(Math.Exp((double)x[i] - largest) / sum);
    }
}
