using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels;

/// <summary>Draws dropout masks, 16 numbers at a time.</summary>
/// <remarks>
/// The generator is xoshiro128++ in 16 lanes (Blackman and Vigna, 2019), seeded from the <see cref="Random"/> that is passed in. Only
/// integer arithmetic decides, so the masks are the same with every instruction set.
/// </remarks>
public static class DropoutMask
{
    const int Lanes = 16;

    /// <summary>Fills <paramref name="mask"/> with 0 (probability <paramref name="rate"/>) and 1 / (1 - rate).</summary>
    public static void Draw(Random random, float rate, Span<float> mask)
    {
        Span<uint> seeds = stackalloc uint[4 * Lanes];
        random.NextBytes(MemoryMarshal.AsBytes(seeds));
        var s0 = Vector512.Create<uint>(seeds);
        var s1 = Vector512.Create<uint>(seeds[Lanes..]);
        var s2 = Vector512.Create<uint>(seeds[(2 * Lanes)..]);
        var s3 = Vector512.Create<uint>(seeds[(3 * Lanes)..]) | Vector512.Create(1u); // a state of zeros would stay there

        var threshold = Vector512.Create((uint)Math.Round(rate * 4294967296.0));
        var kept = Vector512.Create(1 / (1 - rate));
        var i = 0;
        for (; i <= mask.Length - Lanes; i += Lanes)
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(Next(), threshold).AsSingle(), kept, Vector512<float>.Zero).CopyTo(mask[i..]);

        if (i < mask.Length)
        {
            Span<float> rest = stackalloc float[Lanes];
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(Next(), threshold).AsSingle(), kept, Vector512<float>.Zero).CopyTo(rest);
            rest[..(mask.Length - i)].CopyTo(mask[i..]);
        }

        Vector512<uint> Next()
        {
            var sum = s0 + s3;
            var result = RotateLeft(sum, 7) + s0;
            var shifted = s1 << 9;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = RotateLeft(s3, 11);
            return result;
        }

        static Vector512<uint> RotateLeft(Vector512<uint> x, int bits) => (x << bits) | (x >>> (32 - bits));
    }
}
