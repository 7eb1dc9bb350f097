using System.Buffers.Binary;
using System.Text;

namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>Reads the protocol's notations; what is too short or not UTF-8 is refused in the server's words.</summary>
ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    ReadOnlySpan<byte> _rest = bytes;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    public byte Byte() => Take(1, "Not enough bytes to read a byte")[0];

    public ushort Short() => BinaryPrimitives.ReadUInt16BigEndian(Take(2, "Not enough bytes to read a short"));

    public int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(4, "Not enough bytes to read an int"));

    public long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(8, "Not enough bytes to read a long"));

    public ReadOnlySpan<byte> Raw(int count) => Take(count, $"Not enough bytes to read {count} bytes");

    public string String()
    {
        const string Short = "Not enough bytes to read an UTF8 serialized string preceded by its 2 bytes length";
        return Text(Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2, Short)), Short));
    }

    public string LongString()
    {
        const string Short = "Not enough bytes to read an UTF8 serialized string preceded by its 4 bytes length";
        return Text(Take(BinaryPrimitives.ReadInt32BigEndian(Take(4, Short)), Short));
    }

    public byte[] ShortBytes()
    {
        const string Short = "Not enough bytes to read a byte array preceded by its 2 bytes length";
        return Take(BinaryPrimitives.ReadUInt16BigEndian(Take(2, Short)), Short).ToArray();
    }

    /// <summary>[bytes]; null for any negative length.</summary>
    public byte[]? Bytes()
    {
        const string Short = "Not enough bytes to read a byte array preceded by its 4 bytes length";
        var length = BinaryPrimitives.ReadInt32BigEndian(Take(4, Short));
        return length < 0 ? null : Take(length, Short).ToArray();
    }

    /// <summary>[value]: bytes, null (-1) or not set (-2).</summary>
    public Bound Value()
    {
        const string Short = "Not enough bytes to read a value preceded by its 4 bytes length";
        var length = BinaryPrimitives.ReadInt32BigEndian(Take(4, Short));
        return length switch
        {
            >= 0 => new(Take(length, Short).ToArray(), false),
            -1 => new(null, false),
            -2 => new(null, true),
            _ => throw ServerError.Protocol($"Invalid ByteBuf length {length}"),
        };
    }

    public string[] Strings()
    {
        var texts = new string[Short()];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = String();
        return texts;
    }

    public Dictionary<string, string> StringMap()
    {
        var map = new Dictionary<string, string>();
        for (var i = (int)Short(); i > 0; i--)
        {
            var key = String();
            map[key] = String();
        }

        return map;
    }

    public Dictionary<string, byte[]?> BytesMap()
    {
        var map = new Dictionary<string, byte[]?>();
        for (var i = (int)Short(); i > 0; i--)
        {
            var key = String();
            map[key] = Bytes();
        }

        return map;
    }

    static string Text(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        while (rest.Length > 0)
        {
            if (Rune.DecodeFromUtf8(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                throw ServerError.Protocol(
                    $"Cannot decode string as UTF8: '{Convert.ToHexStringLower(rest)}'; java.nio.charset.MalformedInputException: Input length = 1");
            }

            rest = rest[consumed..];
        }

        return Encoding.UTF8.GetString(bytes);
    }

    ReadOnlySpan<byte> Take(int count, string tooShort)
    {
        if (count < 0 || count > _rest.Length)
            throw ServerError.Protocol(tooShort);
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
