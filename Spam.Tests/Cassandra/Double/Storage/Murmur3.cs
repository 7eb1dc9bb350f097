using System.Buffers.Binary;
using System.Numerics;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>The token of a partition key: the first half of MurmurHash3 (x64, 128 bits), with the server's signed bytes in the tail.</summary>
static class Murmur3
{
    const ulong C1 = 0x87c37b91114253d5, C2 = 0x4cf5ad432745937f;

    public static long Token(ReadOnlySpan<byte> key)
    {
        if (key.Length == 0)
            return long.MinValue;
        var (h1, h2) = (0UL, 0UL);
        var rest = key;
        for (; rest.Length >= 16; rest = rest[16..])
        {
            h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
            h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            h2 = (BitOperations.RotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
        }

        var (k1, k2) = (0UL, 0UL);
        for (var i = rest.Length - 1; i >= 0; i--)
        {
            var signed = (ulong)(sbyte)rest[i];
            if (i >= 8)
                k2 ^= signed << (i - 8) * 8;
            else
                k1 ^= signed << i * 8;
        }

        h2 ^= Mix2(k2);
        h1 ^= Mix1(k1);
        h1 ^= (ulong)key.Length;
        h2 ^= (ulong)key.Length;
        h1 += h2;
        h2 += h1;
        h1 = Finish(h1);
        h2 = Finish(h2);
        var token = (long)(h1 + h2);
        return token == long.MinValue ? long.MaxValue : token;
    }

    static ulong Mix1(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    static ulong Mix2(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    static ulong Finish(ulong h)
    {
        h = (h ^ h >> 33) * 0xff51afd7ed558ccd;
        h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53;
        return h ^ h >> 33;
    }
}
