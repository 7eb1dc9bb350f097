using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Spam.Keras.Kernels.Tiles;

namespace Spam.Keras.Kernels.Randomness;

/// <summary>Dropout masks of which only a bit a number is kept, 16 to a word: where masks differ at every step they are larger than all that they mask.</summary>
/// <remarks>Only integer arithmetic decides, so the masks are the same with every instruction set.</remarks>
static unsafe class DropoutBits
{
    const int Lanes = VectorRandom.Lanes;

    static readonly Vector512<uint> _bitOfLane = Vector512.Create(1u, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768);

    /// <summary>How many words a row of <paramref name="width"/> numbers takes.</summary>
    public static int WordsOf(int width) => (width + Lanes - 1) / Lanes;

    /// <summary>Fills <paramref name="words"/> with bits that are 0 with probability <paramref name="rate"/>.</summary>
    public static void Draw(Random random, float rate, Span<ushort> words)
    {
        var seeded = new VectorRandom(random);
        var numbers = seeded; // a copy whose address nobody takes: its state stays in registers
        var threshold = DropoutMask.Threshold(rate);
        foreach (ref var word in words)
            word = (ushort)Vector512.ExtractMostSignificantBits(Vector512.GreaterThanOrEqual(numbers.Next(), threshold));
    }

    /// <summary>One row: <c>y = x</c> times <paramref name="kept"/> where the bit is 1, else 0; y may be x.</summary>
    public static void Multiply(ReadOnlySpan<ushort> words, float kept, ReadOnlySpan<float> x, Span<float> y)
    {
        CheckLengths(words.Length, x.Length, y.Length);

        fixed (float* from = x, to = y)
        fixed (ushort* bits = words)
        {
            var i = 0;
            for (; i <= x.Length - Lanes; i += Lanes)
                Select(bits[i / Lanes], Vector512.Load(from + i) * kept).Store(to + i);
            if (i < x.Length)
                Part.Store(Select(bits[i / Lanes], Part.Load512(from + i, x.Length - i) * kept), to + i, x.Length - i);
        }
    }

    /// <summary>One row: <c>y += x</c> times <paramref name="kept"/> where the bit is 1.</summary>
    public static void AddProduct(ReadOnlySpan<ushort> words, float kept, ReadOnlySpan<float> x, Span<float> y)
    {
        CheckLengths(words.Length, x.Length, y.Length);

        fixed (float* from = x, to = y)
        fixed (ushort* bits = words)
        {
            var i = 0;
            for (; i <= x.Length - Lanes; i += Lanes)
                (Vector512.Load(to + i) + Select(bits[i / Lanes], Vector512.Load(from + i) * kept)).Store(to + i);
            if (i < x.Length)
            {
                var sum = Part.Load512(to + i, x.Length - i) + Select(bits[i / Lanes], Part.Load512(from + i, x.Length - i) * kept);
                Part.Store(sum, to + i, x.Length - i);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> Select(ushort word, Vector512<float> values)
        => Vector512.ConditionalSelect(Vector512.Equals(Vector512.Create((uint)word) & _bitOfLane, Vector512<uint>.Zero).AsSingle(), Vector512<float>.Zero, values);

    static void CheckLengths(int numWords, int x, int y)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(y, x);
        ArgumentOutOfRangeException.ThrowIfLessThan(numWords, WordsOf(x));
    }
}
