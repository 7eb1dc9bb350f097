using System.Buffers.Binary;

namespace Spam.Cassandra.Protocol;

/// <summary>The nine bytes before every body. Source: native_protocol_v4.spec, section 2.</summary>
readonly record struct FrameHeader(byte Version, FrameFlags Flags, short Stream, Opcode Opcode, int Length)
{
    public const int Size = 9;
    public const byte Request = 0x04, Response = 0x84;

    /// <summary>
    /// The longest body that is read. The protocol allows 256 MiB; a page of that size would be a page asked for wrongly, and a quarter of it bounds what
    /// one connection can make this process hold.
    /// </summary>
    public const int MaxLength = 64 << 20;

    /// <summary>The longest body that is sent: the protocol's own limit.</summary>
    public const int MaxRequestLength = 256 << 20;

    /// <summary>Reads a header that a server sent.</summary>
    /// <param name="bytes">At least <see cref="Size"/> of them.</param>
    /// <param name="anyVersion">Whether an ERROR of another version passes: so servers refuse a version that they do not speak.</param>
    public static FrameHeader Read(ReadOnlySpan<byte> bytes, bool anyVersion = false)
    {
        var header = new FrameHeader(
            Version: bytes[0],
            Flags: (FrameFlags)bytes[1],
            Stream: BinaryPrimitives.ReadInt16BigEndian(bytes[2..]),
            Opcode: (Opcode)bytes[4],
            Length: BinaryPrimitives.ReadInt32BigEndian(bytes[5..]));

        if (header.Version != Response && !(anyVersion && header is { Opcode: Opcode.Error, Version: >= 0x83 }))
            throw new ProtocolException($"Expected protocol version 4 (0x84) from the server; got 0x{header.Version:X2}. Is this the port of a Cassandra node?");
        if (header.Length is < 0 or > MaxLength)
            throw new ProtocolException($"A {header.Opcode} frame claims {header.Length} bytes; the limit here is {MaxLength}. Ask for smaller pages.");
        if ((header.Flags & FrameFlags.Compressed) != 0)
            throw new ProtocolException($"A {header.Opcode} frame is compressed, although no compression was asked for.");
        return header;
    }

    public void Write(Span<byte> bytes)
    {
        bytes[0] = Version;
        bytes[1] = (byte)Flags;
        BinaryPrimitives.WriteInt16BigEndian(bytes[2..], Stream);
        bytes[4] = (byte)Opcode;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], Length);
    }
}
