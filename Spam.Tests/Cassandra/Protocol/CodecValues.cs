using System.Collections;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text.Json;
using Cassandra;
using Spam.Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Tests.Cassandra.Protocol;

/// <summary>Types, cells and values as <c>codecs.json</c> writes them.</summary>
static class CodecValues
{
    /// <summary>The one user-defined type there.</summary>
    static readonly CqlType _udt = new(ColumnTypeCode.Udt, Text, CqlType.Simple(ColumnTypeCode.Int), new CqlType(ColumnTypeCode.Set, Text))
    {
        Keyspace = "golden",
        Name = "codec_udt",
        FieldNames = ["street", "number", "tags"],
    };

    static CqlType Text => CqlType.Simple(ColumnTypeCode.Varchar);

    /// <summary>A type in CQL's words.</summary>
    public static CqlType TypeOf(string text)
    {
        var open = text.IndexOf('<');
        if (open < 0)
            return text == "codec_udt" ? _udt : CqlType.Simple(Enum.Parse<ColumnTypeCode>(text, ignoreCase: true));

        var inner = Split(text[(open + 1)..^1]);
        return text[..open] switch
        {
            "frozen" => TypeOf(inner[0]),
            "vector" => new(ColumnTypeCode.Custom, TypeOf(inner[0])) { Dimensions = int.Parse(inner[1], CultureInfo.InvariantCulture) },
            var name => new(Enum.Parse<ColumnTypeCode>(name, ignoreCase: true), [.. inner.Select(TypeOf)]),
        };
    }

    /// <summary>The cells of a case: what was sent, and what a server gave that says the same.</summary>
    public static List<byte[]?> CellsOf(JsonElement entry)
    {
        var names = entry.TryGetProperty("driver", out _) ? ["driver"] : entry.TryGetProperty("server_from_cql", out _) ? ["server_from_cql"]
            : entry.TryGetProperty("server", out _) ? ["server"] : new[] { "bound", "server_echo" };
        return [.. names.Where(name => entry.TryGetProperty(name, out _)).Select(name => entry.GetProperty(name).GetString() is { } hex ? Convert.FromHexString(hex) : null)];
    }

    /// <summary>The CLR type that holds every value of a type.</summary>
    public static Type? ClrTypeOf(CqlType type) => type.Code switch
    {
        ColumnTypeCode.Decimal => typeof(CqlDecimal),
        ColumnTypeCode.Timestamp => typeof(CqlTimestamp),
        _ => null,
    };

    /// <summary>The value that the golden data says.</summary>
    public static object? ValueOf(CqlType type, JsonElement said) => said.ValueKind == JsonValueKind.Null ? null : type.Code switch
    {
        ColumnTypeCode.Ascii or ColumnTypeCode.Varchar or ColumnTypeCode.Text => said.GetString(),
        ColumnTypeCode.Int => int.Parse(said.GetString()!, CultureInfo.InvariantCulture),
        ColumnTypeCode.Bigint => long.Parse(said.GetString()!, CultureInfo.InvariantCulture),
        ColumnTypeCode.SmallInt => short.Parse(said.GetString()!, CultureInfo.InvariantCulture),
        ColumnTypeCode.TinyInt => sbyte.Parse(said.GetString()!, CultureInfo.InvariantCulture),
        ColumnTypeCode.Varint => BigInteger.Parse(said.GetString()!, CultureInfo.InvariantCulture),
        ColumnTypeCode.Decimal => DecimalOf(said.GetString()!),
        ColumnTypeCode.Float => (float)DoubleOf(said.GetString()!),
        ColumnTypeCode.Double => DoubleOf(said.GetString()!),
        ColumnTypeCode.Boolean => said.GetBoolean(),
        ColumnTypeCode.Blob => Convert.FromHexString(said.GetString()!),
        ColumnTypeCode.Uuid => Guid.Parse(said.GetString()!),
        ColumnTypeCode.Timeuuid => TimeUuid.Parse(said.GetString()!),
        ColumnTypeCode.Inet => IPAddress.Parse(said.GetString()!),
        ColumnTypeCode.Date => new CqlDate(said.GetProperty("days_from_epoch").GetInt32()),
        ColumnTypeCode.Time => new CqlTime(said.GetProperty("nanoseconds").GetInt64()),
        ColumnTypeCode.Timestamp when said.GetString()!.Contains('T') => DateTimeOffset.Parse(said.GetString()!, CultureInfo.InvariantCulture),
        ColumnTypeCode.Timestamp => new CqlTimestamp(long.Parse(said.GetString()!, CultureInfo.InvariantCulture)),
        ColumnTypeCode.Duration => new CqlDuration(
            said.GetProperty("months").GetInt32(), said.GetProperty("days").GetInt32(), long.Parse(said.GetProperty("nanoseconds").GetString()!, CultureInfo.InvariantCulture)),
        ColumnTypeCode.Map => said.EnumerateArray().ToDictionary(pair => ValueOf(type.Arguments[0], pair[0])!, pair => ValueOf(type.Arguments[1], pair[1])),
        ColumnTypeCode.Tuple => said.EnumerateArray().Select((component, i) => ValueOf(type.Arguments[i], component)).ToArray(),
        ColumnTypeCode.Udt => said.EnumerateArray().Select((field, i) => (Name: type.FieldNames[i], Value: ValueOf(type.Arguments[i], field))).ToDictionary(field => field.Name, field => field.Value),
        _ => said.EnumerateArray().Select(item => ValueOf(type.Arguments[0], item)).ToArray(),
    };

    /// <summary>Whether a value that was read is the one that the golden data says.</summary>
    public static bool Same(CqlType type, JsonElement said, object? value) => Same(ValueOf(type, said), value);

    static bool Same(object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b) || double.IsNaN(a) && double.IsNaN(b),
        (float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b) || float.IsNaN(a) && float.IsNaN(b),
        (DateTimeOffset a, CqlTimestamp b) => ValueTypes.Milliseconds(a) == b.Milliseconds,
        (TimeUuid a, Guid b) => a.ToGuid() == b,
        (string a, string b) => a == b,
        (IDictionary a, IDictionary b) => a.Count == b.Count && a.Keys.Cast<object>().All(key => b.Contains(key) && Same(a[key], b[key])),
        (object?[] a, System.Runtime.CompilerServices.ITuple b) => a.Length == b.Length && Enumerable.Range(0, a.Length).All(i => Same(a[i], b[i])),
        (IEnumerable a, IEnumerable b) => a.Cast<object?>().Count() == b.Cast<object?>().Count() && a.Cast<object?>().Zip(b.Cast<object?>()).All(pair => Same(pair.First, pair.Second)),
        _ => expected is not null && expected.Equals(actual),
    };

    static double DoubleOf(string text) => text switch
    {
        "nan" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    static CqlDecimal DecimalOf(string text)
    {
        var exponent = text.IndexOf('E');
        var mantissa = exponent < 0 ? text : text[..exponent];
        var point = mantissa.IndexOf('.');
        var digits = point < 0 ? 0 : mantissa.Length - point - 1;
        var scale = digits - (exponent < 0 ? 0 : int.Parse(text[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        return new(BigInteger.Parse(mantissa.Replace(".", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), scale);
    }

    static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, open) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ',' && open == 0)
            {
                parts.Add(text[start..i].Trim());
                start = i + 1;
            }
            else
            {
                open += text[i] switch { '<' => 1, '>' => -1, _ => 0 };
            }
        }

        return parts;
    }
}
