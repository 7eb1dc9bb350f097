using System.Numerics;

namespace Spam.Cassandra.Protocol;

/// <summary>Whole numbers in as few bytes as they need: the first byte says by its leading ones how many follow. For durations and vectors.</summary>
/// <remarks>Source: native_protocol_v5.spec, section 3, [unsigned vint] and [vint].</remarks>
static class VariableInteger
{
    const int MaxBytes = 9;

    /// <summary>Writes a signed number, folded so that small ones of either sign stay short.</summary>
    public static void WriteSigned(FrameWriter writer, long value) => WriteUnsigned(writer, (ulong)(value << 1 ^ value >> 63));

    public static void WriteUnsigned(FrameWriter writer, ulong value)
    {
        var bits = 64 - BitOperations.LeadingZeroCount(value | 1);
        var size = Math.Min((bits + 6) / 7, MaxBytes); // eight ones leave no room in the first byte: nine bytes hold 64 bits
        var extra = size - 1;
        Span<byte> bytes = stackalloc byte[MaxBytes];
        for (var i = extra; i >= 0; i--, value >>= 8)
            bytes[i] = (byte)value;

        bytes[0] |= (byte)~(0xFF >> extra);
        writer.WriteRaw(bytes[..size]);
    }

    public static long ReadSigned(ref FrameReader reader)
    {
        var folded = ReadUnsigned(ref reader);
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    public static ulong ReadUnsigned(ref FrameReader reader)
    {
        var first = reader.ReadByte();
        var extra = BitOperations.LeadingZeroCount((uint)(byte)~first) - 24;
        var value = extra >= 8 ? 0 : (ulong)(first & (0xFF >> extra));
        for (var i = 0; i < extra; i++)
            value = value << 8 | reader.ReadByte();
        return value;
    }
}
