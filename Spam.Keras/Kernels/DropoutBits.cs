using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>Dropout masks of which only a bit a number is kept, 16 to a word: where masks differ at every step they are larger than all that they mask.</summary>
/// <remarks>Only integer arithmetic decides, so the masks are the same with every instruction set.</remarks>
static class DropoutBits
{
    const int Lanes = VectorRandom.Lanes;

    static readonly Vector512<uint> _bitOfLane = Vector512.Create(1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);

    /// <summary>How many words a row of <paramref name="width"/> numbers takes.</summary>
    public static int WordsOf(int width) => (width + Lanes - 1) / Lanes;

    /// <summary>Fills <paramref name="words"/> with bits that are 0 with probability <paramref name="rate"/>.</summary>
    public static void Draw(Random random, float rate, Span<ushort> words)
    {
        var numbers = new VectorRandom(random);
        var threshold = DropoutMask.Threshold(rate);
        foreach (ref var word in words)
            word = (ushort)Vector512.ExtractMostSignificantBits(Vector512.GreaterThanOrEqual(numbers.Next(), threshold));
    }

    /// <summary>One row: <c>y = x</c> times <paramref name="kept"/> where the bit is 1, else 0; y may be x.</summary>
    public static void Multiply(ReadOnlySpan<ushort> words, float kept, ReadOnlySpan<float> x, Span<float> y)
    {
        CheckLengths(words.Length, x.Length, y.Length);

        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            Select(words[i / Lanes], Vector512.Create(x[i..]) * kept).CopyTo(y[i..]);
        for (; i < x.Length; i++)
            y[i] = IsKept(words, i) ? x[i] * kept : 0;
    }

    /// <summary>One row: <c>y += x</c> times <paramref name="kept"/> where the bit is 1.</summary>
    public static void AddProduct(ReadOnlySpan<ushort> words, float kept, ReadOnlySpan<float> x, Span<float> y)
    {
        CheckLengths(words.Length, x.Length, y.Length);

        var i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            (Vector512.Create<float>(y[i..]) + Select(words[i / Lanes], Vector512.Create(x[i..]) * kept)).CopyTo(y[i..]);
        for (; i < x.Length; i++)
            y[i] += IsKept(words, i) ? x[i] * kept : 0;
    }

    static Vector512<float> Select(ushort word, Vector512<float> values)
        => Vector512.ConditionalSelect(Vector512.Equals(Vector512.Create((uint)word) & _bitOfLane, Vector512<uint>.Zero).AsSingle(), Vector512<float>.Zero, values);

    static bool IsKept(ReadOnlySpan<ushort> words, int i) => ((words[i / Lanes] >> (i % Lanes)) & 1) != 0;

    static void CheckLengths(int numWords, int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y, x);
        ArgumentOutOfRangeException.ThrowIfLessThan(numWords, WordsOf(x));
    }
}
