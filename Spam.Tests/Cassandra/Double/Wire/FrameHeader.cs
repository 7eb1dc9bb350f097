using System.Buffers.Binary;

namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>The nine bytes before a body.</summary>
readonly record struct FrameHeader(byte Version, byte Flags, short Stream, byte Opcode, int Length)
{
    public const int Size = 9;
    public const byte Compressed = 1, Tracing = 2, Payload = 4, Warning = 8, Beta = 16;

    public static FrameHeader Read(ReadOnlySpan<byte> bytes) => new(
        bytes[0], bytes[1], BinaryPrimitives.ReadInt16BigEndian(bytes[2..]), bytes[4], BinaryPrimitives.ReadInt32BigEndian(bytes[5..]));

    public void Write(Span<byte> bytes)
    {
        bytes[0] = Version;
        bytes[1] = Flags;
        BinaryPrimitives.WriteInt16BigEndian(bytes[2..], Stream);
        bytes[4] = Opcode;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], Length);
    }

    /// <summary>A whole frame.</summary>
    public static byte[] Frame(byte version, byte flags, short stream, Opcode opcode, ReadOnlySpan<byte> body)
    {
        var frame = new byte[Size + body.Length];
        new FrameHeader(version, flags, stream, (byte)opcode, body.Length).Write(frame);
        body.CopyTo(frame.AsSpan(Size));
        return frame;
    }
}
