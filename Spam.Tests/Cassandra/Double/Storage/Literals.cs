using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A literal's bytes as a value of a type.</summary>
static class Literals
{
    static readonly string[] _dateForms =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", "yyyy-MM-dd' 'HH:mm:ss.FFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd' 'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mmK", "yyyy-MM-ddK", "yyyy-MM-dd",
    ];

    public static byte[] ToBytes(CqlType type, ConstantTerm constant, string column)
    {
        var text = constant.Text;
        var bytes = (type.Id, constant.Kind) switch
        {
            (TypeId.Text, TokenKind.Text) => Encoding.UTF8.GetBytes(text),
            (TypeId.Ascii, TokenKind.Text) => Encoding.UTF8.GetBytes(text),
            (TypeId.Int, TokenKind.Integer) => Whole(text, 4),
            (TypeId.Smallint, TokenKind.Integer) => Whole(text, 2),
            (TypeId.Tinyint, TokenKind.Integer) => Whole(text, 1),
            (TypeId.Bigint or TypeId.Counter or TypeId.Timestamp or TypeId.Time, TokenKind.Integer) => Whole(text, 8),
            (TypeId.Varint, TokenKind.Integer) => BigInteger.Parse(text, CultureInfo.InvariantCulture).ToByteArray(isBigEndian: true),
            (TypeId.Decimal, TokenKind.Integer or TokenKind.Float) => Decimal(text),
            (TypeId.Float, TokenKind.Integer or TokenKind.Float) => Float(text),
            (TypeId.Double, TokenKind.Integer or TokenKind.Float) => Double(text),
            (TypeId.Boolean, TokenKind.Name) => [text == "true" ? (byte)1 : (byte)0],
            (TypeId.Uuid or TypeId.Timeuuid, TokenKind.Uuid) => Guid.Parse(text).ToByteArray(bigEndian: true),
            (TypeId.Blob, TokenKind.Blob) => Convert.FromHexString(text.AsSpan(2)),
            (TypeId.Inet, TokenKind.Text) => IPAddress.TryParse(text, out var address) ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes() : null,
            (TypeId.Timestamp, TokenKind.Text) => Timestamp(text),
            (TypeId.Date, TokenKind.Text) => Date(text),
            (TypeId.Date, TokenKind.Integer) => Whole(((long)uint.Parse(text, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture), 4),
            (TypeId.Time, TokenKind.Text) => Time(text),
            (TypeId.Duration, TokenKind.Duration) => Duration(text),
            _ => throw ServerError.Invalid($"Invalid {constant.KindName} constant ({text}) for \"{column}\" of type {type}"),
        };
        return bytes ?? throw ServerError.Invalid($"Unable to coerce '{text}' to a formatted value of type {type}");
    }

    static byte[]? Whole(string text, int size)
    {
        var bytes = new byte[8];
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return null;
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        var limit = size == 8 ? long.MaxValue : (1L << size * 8) - 1;
        return value <= limit && (size == 8 || value >= -(1L << size * 8 - 1)) ? bytes[(8 - size)..] : null;
    }

    static byte[] Float(string text)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteSingleBigEndian(bytes, float.Parse(text, CultureInfo.InvariantCulture));
        return text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? [0x7f, 0xc0, 0, 0] : bytes;
    }

    static byte[] Double(string text)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, double.Parse(text, CultureInfo.InvariantCulture));
        return text.Equals("nan", StringComparison.OrdinalIgnoreCase) ? [0x7f, 0xf8, 0, 0, 0, 0, 0, 0] : bytes;
    }

    /// <summary>Four bytes of scale, then the digits as a whole number.</summary>
    static byte[] Decimal(string text)
    {
        var exponentAt = text.IndexOfAny(['e', 'E']);
        var exponent = exponentAt < 0 ? 0 : int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var digits = exponentAt < 0 ? text : text[..exponentAt];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var scale = (point < 0 ? 0 : digits.Length - point - 1) - exponent;
        var whole = BigInteger.Parse(digits.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        return new WireWriter().Int(scale).Raw(whole.ToByteArray(isBigEndian: true)).ToArray();
    }

    static byte[]? Timestamp(string text)
    {
        var read = DateTimeOffset.TryParseExact(text, _dateForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
        return read ? new WireWriter().Long(time.ToUnixTimeMilliseconds()).ToArray() : null;
    }

    static byte[]? Date(string text)
    {
        var read = DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day);
        return read ? new WireWriter().Int((int)(day.ToUnixTimeSeconds() / 86_400) ^ int.MinValue).ToArray() : null;
    }

    static byte[]? Time(string text)
    {
        var parts = text.Split('.');
        if (!TimeSpan.TryParseExact(parts[0], @"hh\:mm\:ss", CultureInfo.InvariantCulture, out var time))
            return null;
        var nanoseconds = parts.Length > 1 ? long.Parse(parts[1].PadRight(9, '0'), CultureInfo.InvariantCulture) : 0;
        return new WireWriter().Long(time.Ticks * 100 + nanoseconds).ToArray();
    }

    static byte[] Duration(string text)
    {
        var negative = text[0] == '-';
        var (months, days, nanoseconds) = (0L, 0L, 0L);
        var inTime = text.TrimStart('-')[0] != 'P';
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsDigit(text[i]))
            {
                inTime |= text[i++] == 'T';
                continue;
            }

            var start = i;
            while (char.IsDigit(text[i]))
                i++;
            var count = long.Parse(text.AsSpan(start, i - start), CultureInfo.InvariantCulture);
            start = i;
            while (i < text.Length && !char.IsDigit(text[i]) && text[i] != 'T')
                i++;
            var unit = text[start..i];
            var iso = text.TrimStart('-')[0] == 'P';
            var step = unit.ToLowerInvariant() switch
            {
                "y" => (12L, 0L, 0L),
                "mo" => (1, 0, 0),
                "m" when iso && !inTime => (1, 0, 0),
                "w" => (0, 7, 0),
                "d" => (0, 1, 0),
                "h" => (0, 0, 3_600_000_000_000),
                "m" => (0, 0, 60_000_000_000),
                "s" => (0, 0, 1_000_000_000),
                "ms" => (0, 0, 1_000_000),
                "us" or "µs" => (0, 0, 1_000),
                _ => (0, 0, 1),
            };
            (months, days, nanoseconds) = (months + count * step.Item1, days + count * step.Item2, nanoseconds + count * step.Item3);
        }

        var sign = negative ? -1 : 1;
        return [.. Variable(sign * months), .. Variable(sign * days), .. Variable(sign * nanoseconds)];
    }

    /// <summary>A signed number of variable length, its sign in the lowest bit.</summary>
    static byte[] Variable(long value) => VariableLength.Write((ulong)(value << 1 ^ value >> 63));
}
