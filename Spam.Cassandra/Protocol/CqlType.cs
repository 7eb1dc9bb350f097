using System.Net;
using System.Numerics;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>A whole CQL type: its code and what it consists of.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 4.2.5.2, [option].</remarks>
sealed class CqlType(ColumnTypeCode code, params CqlType[] arguments) : IColumnInfo
{
    /// <summary>Types within types go no deeper: each level of a hostile type would take a stack frame.</summary>
    const int MaxDepth = 64;

    static readonly CqlType[] _simple = [.. Enumerable.Range(0, (int)ColumnTypeCode.Duration + 1).Select(code => new CqlType((ColumnTypeCode)code))];

    Type? _clrType;

    /// <summary>The code.</summary>
    public ColumnTypeCode Code { get; } = code;

    /// <summary>The element of a list, set or vector; key and value of a map; components of a tuple; fields of a user-defined type.</summary>
    public CqlType[] Arguments { get; } = arguments;

    /// <summary>How many values a vector holds; 0 for all other types.</summary>
    public int Dimensions { get; init; }

    /// <summary>The names of a user-defined type's fields.</summary>
    public string[] FieldNames { get; init; } = [];

    /// <summary>A user-defined type's keyspace.</summary>
    public string? Keyspace { get; init; }

    /// <summary>A user-defined type's name.</summary>
    public string? Name { get; init; }

    /// <summary>The Java class by which the server named the type.</summary>
    public string? CustomClass { get; init; }

    /// <summary>The CLR type in which values are read when none is asked for.</summary>
    public Type ClrType => _clrType ??= FindClrType();

    /// <summary>How many bytes each value takes within a vector; 0 where values bear their lengths.</summary>
    public int FixedSize => Code switch
    {
        ColumnTypeCode.Boolean => 1,
        ColumnTypeCode.Int or ColumnTypeCode.Float => 4,
        ColumnTypeCode.Bigint or ColumnTypeCode.Double or ColumnTypeCode.Timestamp => 8,
        ColumnTypeCode.Uuid or ColumnTypeCode.Timeuuid => 16,
        ColumnTypeCode.Custom when Dimensions > 0 => Dimensions * Arguments[0].FixedSize,
        _ => 0,
    };

    /// <summary>The type of a code that stands alone.</summary>
    public static CqlType Simple(ColumnTypeCode code) => _simple[(int)code];

    public static CqlType Read(ref FrameReader reader, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new ProtocolException($"A type is nested more than {MaxDepth} deep.");

        var code = (ColumnTypeCode)reader.ReadShort();
        switch (code)
        {
            case ColumnTypeCode.Custom:
                return MarshalClass.Parse(reader.ReadString());

            case ColumnTypeCode.List or ColumnTypeCode.Set:
                return new(code, Read(ref reader, depth + 1));

            case ColumnTypeCode.Map:
                var key = Read(ref reader, depth + 1);
                return new(code, key, Read(ref reader, depth + 1));

            case ColumnTypeCode.Tuple:
                var components = new CqlType[reader.Count(reader.ReadShort(), least: 2)];
                for (var i = 0; i < components.Length; i++)
                    components[i] = Read(ref reader, depth + 1);
                return new(code, components);

            case ColumnTypeCode.Udt:
                var (keyspace, name) = (reader.ReadString(), reader.ReadString());
                var fields = new CqlType[reader.Count(reader.ReadShort(), least: 4)];
                var names = new string[fields.Length];
                for (var i = 0; i < fields.Length; i++)
                    (names[i], fields[i]) = (reader.ReadString(), Read(ref reader, depth + 1));
                return new(code, fields) { Keyspace = keyspace, Name = name, FieldNames = names };

            case >= ColumnTypeCode.Ascii and <= ColumnTypeCode.Duration:
                return Simple(code);

            default:
                throw new ProtocolException($"A column has the unknown type 0x{(int)code:X4}.");
        }
    }

    /// <summary>Passes over a type as <see cref="Read"/> does, without making anything of it.</summary>
    public static void Skip(ref FrameReader reader, int depth = 0)
    {
        if (depth > MaxDepth)
            throw new ProtocolException($"A type is nested more than {MaxDepth} deep.");

        var code = (ColumnTypeCode)reader.ReadShort();
        if (code == ColumnTypeCode.Custom)
            reader.ReadShortBytes();
        if (code == ColumnTypeCode.Udt)
        {
            reader.ReadShortBytes();
            reader.ReadShortBytes();
        }

        var count = code switch
        {
            ColumnTypeCode.List or ColumnTypeCode.Set => 1,
            ColumnTypeCode.Map => 2,
            ColumnTypeCode.Tuple or ColumnTypeCode.Udt => reader.ReadShort(),
            _ => 0,
        };
        for (var i = 0; i < count; i++)
        {
            if (code == ColumnTypeCode.Udt)
                reader.ReadShortBytes();
            Skip(ref reader, depth + 1);
        }
    }

    /// <summary>The type as CQL writes it.</summary>
    public override string ToString() => Code switch
    {
        ColumnTypeCode.Tuple => $"tuple<{string.Join(", ", Arguments.AsEnumerable())}>",
        ColumnTypeCode.Udt => $"{Keyspace}.{Name}",
        ColumnTypeCode.Custom when Dimensions > 0 => $"vector<{Arguments[0]}, {Dimensions}>",
        ColumnTypeCode.Custom => CustomClass ?? "custom",
        _ when Arguments.Length > 0 => $"{Code.ToString().ToLowerInvariant()}<{string.Join(", ", Arguments.AsEnumerable())}>",
        _ => Code.ToString().ToLowerInvariant(),
    };

    Type FindClrType() => Code switch
    {
        ColumnTypeCode.Ascii or ColumnTypeCode.Text or ColumnTypeCode.Varchar => typeof(string),
        ColumnTypeCode.Bigint or ColumnTypeCode.Counter => typeof(long),
        ColumnTypeCode.Boolean => typeof(bool),
        ColumnTypeCode.Decimal => typeof(decimal),
        ColumnTypeCode.Double => typeof(double),
        ColumnTypeCode.Float => typeof(float),
        ColumnTypeCode.Int => typeof(int),
        ColumnTypeCode.Timestamp => typeof(DateTimeOffset),
        ColumnTypeCode.Uuid or ColumnTypeCode.Timeuuid => typeof(Guid),
        ColumnTypeCode.Varint => typeof(BigInteger),
        ColumnTypeCode.Inet => typeof(IPAddress),
        ColumnTypeCode.Date => typeof(CqlDate),
        ColumnTypeCode.Time => typeof(CqlTime),
        ColumnTypeCode.SmallInt => typeof(short),
        ColumnTypeCode.TinyInt => typeof(sbyte),
        ColumnTypeCode.Duration => typeof(CqlDuration),
        ColumnTypeCode.List or ColumnTypeCode.Set => typeof(IEnumerable<>).MakeGenericType(Arguments[0].ClrType),
        ColumnTypeCode.Map => typeof(IDictionary<,>).MakeGenericType(Arguments[0].ClrType, Arguments[1].ClrType),
        ColumnTypeCode.Udt => typeof(IDictionary<string, object>),
        ColumnTypeCode.Tuple => TupleTypes.Of([.. Arguments.Select(component => TupleTypes.Nullable(component.ClrType))]),
        ColumnTypeCode.Custom when Dimensions > 0 => Arguments[0].ClrType.MakeArrayType(),
        _ => typeof(byte[]),
    };
}
