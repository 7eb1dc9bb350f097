using System.Buffers.Binary;
using System.Numerics;

namespace Spam.Cassandra.Transport;

/// <summary>Cassandra's Murmur3Partitioner: where on the ring a partition key stands.</summary>
/// <remarks>The first half of MurmurHash3's x64 128-bit hash with seed 0, but with the last bytes taken as signed, as Cassandra's own code takes them.</remarks>
static class Murmur3
{
    const ulong C1 = 0x87C37B91114253D5, C2 = 0x4CF5AD432745937F;

    public static long Token(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
            return long.MinValue; // the ring's own beginning

        ulong h1 = 0, h2 = 0;
        var rest = key;
        for (; rest.Length >= 16; rest = rest[16..])
        {
            h1 ^= Mix1(BinaryPrimitives.ReadUInt64LittleEndian(rest));
            h1 = (BitOperations.RotateLeft(h1, 27) + h2) * 5 + 0x52DCE729;
            h2 ^= Mix2(BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]));
            h2 = (BitOperations.RotateLeft(h2, 31) + h1) * 5 + 0x38495AB5;
        }

        ulong k1 = 0, k2 = 0;
        for (var i = rest.Length - 1; i >= 0; i--)
        {
            var signed = unchecked((ulong)(sbyte)rest[i]);
            if (i >= 8)
                k2 ^= signed << 8 * (i - 8);
            else
                k1 ^= signed << 8 * i;
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
        return token == long.MinValue ? long.MaxValue : token; // that number is the empty key's alone
    }

    static ulong Mix1(ulong k) => BitOperations.RotateLeft(k * C1, 31) * C2;

    static ulong Mix2(ulong k) => BitOperations.RotateLeft(k * C2, 33) * C1;

    static ulong Finish(ulong h)
    {
        h = (h ^ h >> 33) * 0xFF51AFD7ED558CCD;
        h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53;
        return h ^ h >> 33;
    }
}
