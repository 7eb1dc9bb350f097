using System.Buffers.Binary;

namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>Whether bytes are a value of a type; refused in the server's words.</summary>
static class Validation
{
    public static void Check(CqlType type, ReadOnlySpan<byte> value)
    {
        switch (type.Id)
        {
            case TypeId.Ascii:
                CheckAscii(value);
                break;
            case TypeId.Text when !IsUtf8(value):
                throw ServerError.Invalid("String didn't validate.");
            case TypeId.Int:
                Size(value, 4, "Expected 4 or 0 byte int ({0})");
                break;
            case TypeId.Bigint or TypeId.Counter or TypeId.Timestamp:
                Size(value, 8, "Expected 8 or 0 byte long ({0})");
                break;
            case TypeId.Float:
                Size(value, 4, "Expected 4 or 0 byte value for a float ({0})");
                break;
            case TypeId.Double:
                Size(value, 8, "Expected 8 or 0 byte value for a double ({0})");
                break;
            case TypeId.Boolean:
                Size(value, 1, "Expected 1 or 0 byte value ({0})");
                break;
            case TypeId.Uuid:
                Size(value, 16, "UUID should be 16 or 0 bytes ({0})");
                break;
            case TypeId.Timeuuid:
                Size(value, 16, "TimeUUID should be 16 or 0 bytes ({0})");
                if (value.Length == 16 && (value[6] & 0xF0) != 0x10)
                    throw ServerError.Invalid("Invalid version for TimeUUID type: 0x1");
                break;
            case TypeId.Inet when value.Length is not (0 or 4 or 16):
                throw ServerError.Invalid($"Expected 4 or 16 byte inetaddress; got {Convert.ToHexStringLower(value)}");
            case TypeId.Date when value.Length != 4:
                throw ServerError.Invalid($"Expected 4 byte long for date ({value.Length})");
            case TypeId.Time when value.Length != 8:
                throw ServerError.Invalid($"Expected 8 byte long for time ({value.Length})");
            case TypeId.Smallint when value.Length != 2:
                throw ServerError.Invalid($"Expected 2 bytes for a smallint ({value.Length})");
            case TypeId.Tinyint when value.Length != 1:
                throw ServerError.Invalid($"Expected 1 byte for a tinyint ({value.Length})");
            case TypeId.Decimal when value.Length is > 0 and < 4:
                throw ServerError.Invalid($"Expected 0 or at least 4 bytes ({value.Length})");
            case TypeId.Duration when value.Length < 3:
                throw ServerError.Invalid($"Expected at least 3 bytes for a duration ({value.Length})");
            case TypeId.List or TypeId.Set or TypeId.Map:
                CheckCollection(type, value);
                break;
            case TypeId.Tuple or TypeId.Udt:
                CheckFields(type, value);
                break;
            case TypeId.Custom:
                CheckVector(type, value);
                break;
        }
    }

    /// <summary>The elements of a collection, keys and values in turn.</summary>
    public static List<byte[]> Elements(CqlType type, ReadOnlySpan<byte> value)
    {
        var name = $"a {type.Id.ToString().ToLowerInvariant()}";
        if (value.Length < 4)
            throw ServerError.Invalid($"Not enough bytes to read {name}");
        var count = BinaryPrimitives.ReadInt32BigEndian(value) * (type.Id == TypeId.Map ? 2L : 1);
        value = value[4..];
        var elements = new List<byte[]>();
        for (var i = 0L; i < count; i++)
        {
            var length = value.Length < 4 ? throw ServerError.Invalid($"Not enough bytes to read {name}") : BinaryPrimitives.ReadInt32BigEndian(value);
            if (length < 0 && type.Id == TypeId.List)
                throw new ServerError(ErrorCode.SERVER_ERROR, "java.lang.NullPointerException: Cannot invoke \"java.nio.ByteBuffer.remaining()\" because \"value\" is null");
            if (length < 0)
                throw ServerError.Invalid("Null value read when not allowed");
            if (length > value.Length - 4)
                throw ServerError.Invalid($"Not enough bytes to read {name}");
            elements.Add(value.Slice(4, length).ToArray());
            value = value[(4 + length)..];
        }

        return value.Length == 0 ? elements : throw ServerError.Invalid($"Unexpected extraneous bytes after {type.Id.ToString().ToLowerInvariant()} value");
    }

    /// <summary>UTF-8 as the server reads it: surrogates in three bytes pass.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length;)
        {
            var first = bytes[i++];
            var more = first switch { < 0x80 => 0, >= 0xC2 and < 0xE0 => 1, 0xC0 => 1, >= 0xE0 and < 0xF0 => 2, >= 0xF0 and <= 0xF4 => 3, _ => -1 };
            if (more < 0 || i + more > bytes.Length)
                return false;
            if (more > 0 && first switch { 0xC0 => bytes[i] != 0x80, 0xE0 => bytes[i] < 0xA0, 0xF0 => bytes[i] < 0x90, 0xF4 => bytes[i] > 0x8F, _ => false })
                return false;
            for (var end = i + more; i < end; i++)
            {
                if ((bytes[i] & 0xC0) != 0x80)
                    return false;
            }
        }

        return true;
    }

    static void Size(ReadOnlySpan<byte> value, int size, string message)
    {
        if (value.Length != 0 && value.Length != size)
            throw ServerError.Invalid(string.Format(null, message, value.Length));
    }

    static void CheckAscii(ReadOnlySpan<byte> value)
    {
        foreach (var one in value)
        {
            if (one > 127)
                throw ServerError.Invalid($"Invalid byte for ascii: {(sbyte)one}");
        }
    }

    static void CheckCollection(CqlType type, ReadOnlySpan<byte> value)
    {
        var elements = Elements(type, value);
        for (var i = 0; i < elements.Count; i++)
            Check(type.Parts[i % type.Parts.Length], elements[i]);
    }

    static void CheckFields(CqlType type, ReadOnlySpan<byte> value)
    {
        for (var i = 0; value.Length > 0; i++)
        {
            if (i == type.Parts.Length)
                throw ServerError.Invalid($"Expected {i} values for {type} but got more");
            var length = value.Length < 4 ? throw ServerError.Invalid($"Not enough bytes to read size of {i}th field") : BinaryPrimitives.ReadInt32BigEndian(value);
            value = value[4..];
            if (length < 0)
                continue;
            if (length > value.Length)
                throw ServerError.Invalid($"Not enough bytes to read {i}th field");
            Check(type.Parts[i], value[..length]);
            value = value[length..];
        }
    }

    static void CheckVector(CqlType type, ReadOnlySpan<byte> value)
    {
        if (value.Length == 0)
            throw ServerError.Invalid("Invalid empty vector value");
        if (type.Parts[0].Id == TypeId.Float && value.Length != 4 * type.Dimensions)
            throw ServerError.Invalid($"Required {type.Dimensions} elements, but saw {value.Length / 4}");
    }
}
