using System.Buffers.Binary;
using System.Numerics;

namespace Spam.Keras.Saving;

/// <summary>The 64-bit hash that TensorFlow's fingerprints of saved models are made of.</summary>
/// <remarks>Source: FarmHash, farmhash.cc, farmhashna::Hash64, which TensorFlow calls Fingerprint64; tensorflow/core/platform/fingerprint.h.</remarks>
static class FarmHash
{
    const ulong K0 = 0xc3a5c85c97cb3127, K1 = 0xb492b66fbe98f273, K2 = 0x9ae16a3b2f90404f, Joiner = 0xc6a4a7935bd1e995;
    const int BlockSize = 64;

    /// <summary>The hash of <paramref name="bytes"/>.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        <= 16 => OfUpTo16(bytes),
        <= 32 => OfUpTo32(bytes),
        <= BlockSize => OfUpTo64(bytes),
        _ => OfBlocks(bytes),
    };

    /// <summary>A hash of two hashes, in their order.</summary>
    public static ulong Join(ulong first, ulong second)
    {
        var joined = ((first ^ Joiner) ^ (Mix(second * Joiner) * Joiner)) * Joiner;
        return Mix(Mix(joined) * Joiner);
    }

    static ulong OfUpTo16(ReadOnlySpan<byte> s)
    {
        var length = (ulong)s.Length;
        var multiplier = K2 + (length * 2);
        if (s.Length >= 8)
        {
            var (a, b) = (Number(s) + K2, Number(s[^8..]));
            return Join(Rotate(b, 37) * multiplier + a, (Rotate(a, 25) + b) * multiplier, multiplier);
        }

        if (s.Length >= 4)
            return Join(length + ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(s) << 3), BinaryPrimitives.ReadUInt32LittleEndian(s[^4..]), multiplier);
        if (s.Length == 0)
            return K2;

        var (low, high) = (s[0] + ((ulong)s[s.Length >> 1] << 8), length + ((ulong)s[^1] << 2));
        return Mix((low * K2) ^ (high * K0)) * K2;
    }

    static ulong OfUpTo32(ReadOnlySpan<byte> s)
    {
        var multiplier = K2 + ((ulong)s.Length * 2);
        var (a, b, c, d) = (Number(s) * K1, Number(s[8..]), Number(s[^8..]) * multiplier, Number(s[^16..]) * K2);
        return Join(Rotate(a + b, 43) + Rotate(c, 30) + d, a + Rotate(b + K2, 18) + c, multiplier);
    }

    static ulong OfUpTo64(ReadOnlySpan<byte> s)
    {
        var multiplier = K2 + ((ulong)s.Length * 2);
        var (a, b, c, d) = (Number(s) * K2, Number(s[8..]), Number(s[^8..]) * multiplier, Number(s[^16..]) * K2);
        var y = Rotate(a + b, 43) + Rotate(c, 30) + d;
        var z = Join(y, a + Rotate(b + K2, 18) + c, multiplier);
        var (e, f) = (Number(s[16..]) * multiplier, Number(s[24..]));
        var (g, h) = ((y + Number(s[^32..])) * multiplier, (z + Number(s[^24..])) * multiplier);
        return Join(Rotate(e + f, 43) + Rotate(g, 30) + h, e + Rotate(f + a, 18) + g, multiplier);
    }

    static ulong OfBlocks(ReadOnlySpan<byte> s)
    {
        var seed = 81ul;
        var state = new State { X = (seed * K2) + Number(s), Y = (seed * K1) + 113 };
        state.Z = Mix((state.Y * K2) + 113) * K2;
        var last = (s.Length - 1) & (BlockSize - 1);
        for (var rest = s; rest.Length > BlockSize; rest = rest[BlockSize..])
            state.Add(rest, K1, factor: 1);

        // The last 64 bytes once more, as far as they were not a block of their own.
        var multiplier = K1 + ((state.Z & 0xff) << 1);
        state.W.First += (ulong)last;
        state.V.First += state.W.First;
        state.W.First += state.V.First;
        state.Add(s[^BlockSize..], multiplier, factor: 9);
        return Join(
            Join(state.V.First, state.W.First, multiplier) + (Mix(state.Y) * K0) + state.Z,
            Join(state.V.Second, state.W.Second, multiplier) + state.X, multiplier);
    }

    static ulong Join(ulong u, ulong v, ulong multiplier)
    {
        var a = Mix((u ^ v) * multiplier);
        return Mix((v ^ a) * multiplier) * multiplier;
    }

    static ulong Mix(ulong value) => value ^ (value >> 47);

    static ulong Rotate(ulong value, int bits) => BitOperations.RotateRight(value, bits);

    static ulong Number(ReadOnlySpan<byte> s) => BinaryPrimitives.ReadUInt64LittleEndian(s);

    struct State
    {
        public ulong X, Y, Z;
        public (ulong First, ulong Second) V, W;

        public void Add(ReadOnlySpan<byte> s, ulong multiplier, ulong factor)
        {
            X = Rotate(X + Y + V.First + Number(s[8..]), 37) * multiplier;
            Y = Rotate(Y + V.Second + Number(s[48..]), 42) * multiplier;
            X ^= W.Second * factor;
            Y += (V.First * factor) + Number(s[40..]);
            Z = Rotate(Z + W.First, 33) * multiplier;
            V = Gather(s, V.Second * multiplier, X + W.First);
            W = Gather(s[32..], Z + W.Second, Y + Number(s[16..]));
            (Z, X) = (X, Z);
        }

        static (ulong First, ulong Second) Gather(ReadOnlySpan<byte> s, ulong a, ulong b)
        {
            var (w, x, y, z) = (Number(s), Number(s[8..]), Number(s[16..]), Number(s[24..]));
            a += w;
            b = Rotate(b + a + z, 21);
            var sum = a + x + y;
            return (sum + z, b + Rotate(sum, 44) + a);
        }
    }
}
