using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Randomness;

/// <summary>Draws dropout masks, 16 numbers at a time.</summary>
/// <remarks>Only integer arithmetic decides, so the masks are the same with every instruction set.</remarks>
public static class DropoutMask
{
    const int Lanes = VectorRandom.Lanes;

    /// <summary>Fills <paramref name="mask"/> with 0 (probability <paramref name="rate"/>) and 1 / (1 - rate).</summary>
    public static void Draw(Random random, float rate, Span<float> mask)
    {
        var seeded = new VectorRandom(random);
        var numbers = seeded; // a copy whose address nobody takes: its state stays in registers
        var threshold = Threshold(rate);
        var kept = Vector512.Create(1 / (1 - rate));
        var i = 0;
        for (; i <= mask.Length - Lanes; i += Lanes)
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(numbers.Next(), threshold).AsSingle(), kept, Vector512<float>.Zero).CopyTo(mask[i..]);

        if (i < mask.Length)
        {
            Span<float> rest = stackalloc float[Lanes];
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(numbers.Next(), threshold).AsSingle(), kept, Vector512<float>.Zero).CopyTo(rest);
            rest[..(mask.Length - i)].CopyTo(mask[i..]);
        }
    }

    /// <summary>What a number is to reach to be kept.</summary>
    internal static Vector512<uint> Threshold(float rate) => Vector512.Create((uint)Math.Round(rate * 4294967296.0));
}
