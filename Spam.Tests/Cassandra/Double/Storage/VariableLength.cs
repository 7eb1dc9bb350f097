using System.Numerics;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Unsigned numbers of variable length: the leading ones of the first byte count the bytes that follow.</summary>
static class VariableLength
{
    public static byte[] Write(ulong value)
    {
        var more = Math.Max(0, (63 - BitOperations.LeadingZeroCount(value | 1)) / 7);
        if (more >= 8)
            return [0xFF, .. new WireWriter().Long((long)value).ToArray()];
        var bytes = new byte[more + 1];
        for (var i = more; i >= 0; i--, value >>= 8)
            bytes[i] = (byte)value;
        bytes[0] |= (byte)~(0xFF >> more);
        return bytes;
    }

    /// <summary>The number, and the rest behind it.</summary>
    public static ulong Read(ref ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
            throw ServerError.Protocol("Invalid value for the paging state");
        var more = BitOperations.LeadingZeroCount((uint)(byte)~bytes[0]) - 24;
        if (bytes.Length < more + 1)
            throw ServerError.Protocol("Invalid value for the paging state");
        var value = more >= 7 ? 0UL : (ulong)(bytes[0] & 0xFF >> (more + 1));
        for (var i = 1; i <= more; i++)
            value = value << 8 | bytes[i];
        bytes = bytes[(more + 1)..];
        return value;
    }
}
