using System.Buffers.Binary;
using System.Net;
using System.Text;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Reads the protocol's notations from a body. Whatever the bytes are, it throws <see cref="ProtocolException"/> and nothing else.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 3. Lengths of strings are unsigned. Nothing is allocated for a count that the bytes cannot hold.</remarks>
ref struct FrameReader(ReadOnlySpan<byte> body)
{
    readonly ReadOnlySpan<byte> _body = body;

    /// <summary>Where the next value begins.</summary>
    public int Position { get; private set; }

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _body.Length - Position;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadShort() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public int ReadInt() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public long ReadLong() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public Guid ReadUuid() => new(Take(16), bigEndian: true);

    public string ReadString() => Encoding.UTF8.GetString(Take(ReadShort()));

    public string ReadLongString() => Encoding.UTF8.GetString(Take(ReadInt()));

    public ReadOnlySpan<byte> ReadShortBytes() => Take(ReadShort());

    /// <summary>Bytes with a length before them; null where it is negative.</summary>
    public byte[]? ReadBytes()
    {
        var length = ReadInt();
        return length < 0 ? null : Take(length).ToArray();
    }

    public string[] ReadStringList()
    {
        var strings = new string[Count(ReadShort(), least: 2)];
        for (var i = 0; i < strings.Length; i++)
            strings[i] = ReadString();
        return strings;
    }

    public Dictionary<string, string[]> ReadStringMultimap()
    {
        var count = Count(ReadShort(), least: 4);
        var map = new Dictionary<string, string[]>(count);
        for (var i = 0; i < count; i++)
            map[ReadString()] = ReadStringList();
        return map;
    }

    public Dictionary<string, byte[]?> ReadBytesMap()
    {
        var count = Count(ReadShort(), least: 6);
        var map = new Dictionary<string, byte[]?>(count);
        for (var i = 0; i < count; i++)
            map[ReadString()] = ReadBytes();
        return map;
    }

    public IPEndPoint ReadInet()
    {
        var size = ReadByte();
        if (size is not (4 or 16))
            throw new ProtocolException($"An address has 4 or 16 bytes; this one claims {size}.");

        var address = new IPAddress(Take(size));
        var port = ReadInt();
        return port is >= 0 and <= IPEndPoint.MaxPort ? new(address, port) : throw new ProtocolException($"A port lies between 0 and 65535; got {port}.");
    }

    public ConsistencyLevel ReadConsistency() => (ConsistencyLevel)ReadShort();

    public void Skip(int count) => Take(count);

    /// <summary>A count of items of at least <paramref name="least"/> bytes each, if the bytes that are left can hold it.</summary>
    public readonly int Count(int count, int least)
        => count >= 0 && (long)count * least <= Left
            ? count
            : throw new ProtocolException($"A body claims {count} items of at least {least} bytes, but {Left} bytes are left.");

    public readonly ReadOnlySpan<byte> Slice(int start, int end) => _body[start..end];

    ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)Left)
            throw new ProtocolException($"A body of {_body.Length} bytes ends at a value of {count} bytes that begins at {Position}.");

        var taken = _body.Slice(Position, count);
        Position += count;
        return taken;
    }
}
