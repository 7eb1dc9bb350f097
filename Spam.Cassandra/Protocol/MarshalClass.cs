using System.Globalization;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Types that servers name by their Java class: durations and vectors on version 4, and whatever stands within a vector.</summary>
static class MarshalClass
{
    const string Package = "org.apache.cassandra.db.marshal.";
    const int MaxDepth = 32;

    static readonly Dictionary<string, ColumnTypeCode> _simple = new()
    {
        ["AsciiType"] = ColumnTypeCode.Ascii,
        ["LongType"] = ColumnTypeCode.Bigint,
        ["BytesType"] = ColumnTypeCode.Blob,
        ["BooleanType"] = ColumnTypeCode.Boolean,
        ["CounterColumnType"] = ColumnTypeCode.Counter,
        ["DecimalType"] = ColumnTypeCode.Decimal,
        ["DoubleType"] = ColumnTypeCode.Double,
        ["FloatType"] = ColumnTypeCode.Float,
        ["Int32Type"] = ColumnTypeCode.Int,
        ["UTF8Type"] = ColumnTypeCode.Varchar,
        ["TimestampType"] = ColumnTypeCode.Timestamp,
        ["UUIDType"] = ColumnTypeCode.Uuid,
        ["IntegerType"] = ColumnTypeCode.Varint,
        ["TimeUUIDType"] = ColumnTypeCode.Timeuuid,
        ["InetAddressType"] = ColumnTypeCode.Inet,
        ["SimpleDateType"] = ColumnTypeCode.Date,
        ["TimeType"] = ColumnTypeCode.Time,
        ["ShortType"] = ColumnTypeCode.SmallInt,
        ["ByteType"] = ColumnTypeCode.TinyInt,
        ["DurationType"] = ColumnTypeCode.Duration,
    };

    /// <summary>The type that the class stands for; a custom type, whose values are bytes, where the class is unknown.</summary>
    public static CqlType Parse(string className) => TryParse(className, depth: 0) ?? new(ColumnTypeCode.Custom) { CustomClass = className };

    static CqlType? TryParse(string text, int depth)
    {
        if (depth > MaxDepth)
            return null;

        var name = text.Trim();
        if (name.StartsWith(Package, StringComparison.Ordinal))
            name = name[Package.Length..];
        if (_simple.TryGetValue(name, out var code))
            return new(code) { CustomClass = text };

        var open = name.IndexOf('(');
        if (open < 0 || !name.EndsWith(')'))
            return null;

        var arguments = Split(name[(open + 1)..^1]);
        switch (name[..open])
        {
            case "FrozenType" when arguments.Count == 1:
                return TryParse(arguments[0], depth + 1);
            case "ListType" when arguments.Count == 1:
                return Of(ColumnTypeCode.List);
            case "SetType" when arguments.Count == 1:
                return Of(ColumnTypeCode.Set);
            case "MapType" when arguments.Count == 2:
                return Of(ColumnTypeCode.Map);
            case "TupleType":
                return Of(ColumnTypeCode.Tuple);
            case "VectorType" when arguments.Count == 2
                && ushort.TryParse(arguments[1], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var dimensions)
                && dimensions > 0
                && TryParse(arguments[0], depth + 1) is { } element:
                return new(ColumnTypeCode.Custom, element) { Dimensions = dimensions, CustomClass = text };
            default:
                return null;
        }

        CqlType? Of(ColumnTypeCode code)
        {
            var parsed = arguments.Select(argument => TryParse(argument, depth + 1)).ToArray();
            return parsed.Contains(null) ? null : new(code, parsed!); // no null is left
        }
    }

    // At the commas that stand in no inner bracket.
    static List<string> Split(string text)
    {
        var parts = new List<string>();
        var (start, open) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ',' && open == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
            else if (text[i] is '(' or ')')
            {
                open += text[i] == '(' ? 1 : -1;
            }
        }

        return parts;
    }
}
