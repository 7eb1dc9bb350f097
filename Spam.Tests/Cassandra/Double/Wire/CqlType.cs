namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>A column's type.</summary>
sealed class CqlType(TypeId id, params CqlType[] parts)
{
    static readonly Dictionary<string, CqlType> _native = Enum.GetValues<TypeId>()
        .Where(id => id is > TypeId.Custom and < TypeId.List)
        .ToDictionary(id => id.ToString().ToLowerInvariant(), id => new CqlType(id));

    public static CqlType Text { get; } = Native("text")!;

    public static CqlType Int { get; } = Native("int")!;

    public static CqlType Bigint { get; } = Native("bigint")!;

    public static CqlType Boolean { get; } = Native("boolean")!;

    public TypeId Id { get; } = id;

    /// <summary>Of elements, of keys and values, or of fields.</summary>
    public CqlType[] Parts { get; } = parts;

    public bool Frozen { get; init; }

    /// <summary>A vector's length; 0 for other types.</summary>
    public int Dimensions { get; init; }

    public string Keyspace { get; init; } = "";

    public string Name { get; init; } = "";

    public string[] Fields { get; init; } = [];

    public bool IsCollection => Id is TypeId.List or TypeId.Set or TypeId.Map;

    /// <summary>Stored element by element: an empty one is the same as none.</summary>
    public bool IsMulticell => IsCollection && !Frozen;

    public static CqlType? Native(string name) => name == "varchar" ? Text : _native.GetValueOrDefault(name);

    public CqlType Freeze() => new(Id, Parts) { Frozen = true, Dimensions = Dimensions, Keyspace = Keyspace, Name = Name, Fields = Fields };

    /// <summary>Writes it as metadata do.</summary>
    public void Write(WireWriter writer)
    {
        if (Id is TypeId.Duration or TypeId.Custom) // protocol 4 knows neither durations nor vectors
        {
            writer.Short((int)TypeId.Custom).String(Marshal);
            return;
        }

        writer.Short((int)Id);
        if (Id == TypeId.Udt)
        {
            writer.String(Keyspace).String(Name).Short(Parts.Length);
            for (var i = 0; i < Parts.Length; i++)
            {
                writer.String(Fields[i]);
                Parts[i].Write(writer);
            }

            return;
        }

        if (Id == TypeId.Tuple)
            writer.Short(Parts.Length);
        foreach (var part in Parts)
            part.Write(writer);
    }

    /// <summary>As in CQL.</summary>
    public override string ToString()
    {
        var inner = string.Join(", ", Parts.Select(part => part.ToString()));
        var text = Id switch
        {
            TypeId.Custom => $"vector<{inner}, {Dimensions}>",
            TypeId.Udt => Name,
            TypeId.List or TypeId.Set or TypeId.Map or TypeId.Tuple => $"{Id.ToString().ToLowerInvariant()}<{inner}>",
            _ => Id.ToString().ToLowerInvariant(),
        };
        return Frozen ? $"frozen<{text}>" : text;
    }

    /// <summary>The server's class of it.</summary>
    string Marshal
    {
        get
        {
            var name = Id switch
            {
                TypeId.Custom => $"VectorType({Parts[0].Marshal} , {Dimensions})",
                TypeId.Text => "UTF8Type",
                TypeId.Bigint => "LongType",
                TypeId.Int => "Int32Type",
                TypeId.Smallint => "ShortType",
                TypeId.Tinyint => "ByteType",
                TypeId.Timeuuid => "TimeUUIDType",
                TypeId.Uuid => "UUIDType",
                TypeId.Blob => "BytesType",
                _ => $"{Id}Type",
            };
            return $"org.apache.cassandra.db.marshal.{name}";
        }
    }
}
