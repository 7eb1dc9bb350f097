using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Spam.Keras.Kernels.Randomness;

/// <summary>Random whole numbers, 16 at a time: xoshiro128++ in 16 lanes (Blackman and Vigna, 2019). The numbers are the same with every instruction set.</summary>
struct VectorRandom
{
    /// <summary>How many numbers come at a time.</summary>
    public const int Lanes = 16;

    Vector512<uint> _s0, _s1, _s2, _s3;

    /// <summary>Begins where <paramref name="random"/> says.</summary>
    public VectorRandom(Random random)
    {
        Span<uint> seeds = stackalloc uint[4 * Lanes];
        random.NextBytes(MemoryMarshal.AsBytes(seeds));
        _s0 = Vector512.Create<uint>(seeds);
        _s1 = Vector512.Create<uint>(seeds[Lanes..]);
        _s2 = Vector512.Create<uint>(seeds[(2 * Lanes)..]);
        _s3 = Vector512.Create<uint>(seeds[(3 * Lanes)..]) | Vector512.Create(1u); // a state of zeros would stay there
    }

    /// <summary>The next numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<uint> Next()
    {
        var result = RotateLeft(_s0 + _s3, 7) + _s0;
        var shifted = _s1 << 9;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = RotateLeft(_s3, 11);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<uint> RotateLeft(Vector512<uint> x, int bits) => (x << bits) | (x >>> (32 - bits));
}
