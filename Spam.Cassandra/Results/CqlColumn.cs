#nullable disable

using Spam.Cassandra.Protocol;

namespace Cassandra;

/// <summary>A column of a result or a variable of a prepared statement.</summary>
public class CqlColumn : ColumnDesc
{
    Type _type;

    /// <summary>Its position, from 0.</summary>
    public int Index { get; set; }

    /// <summary>The CLR type in which values are read when none is asked for.</summary>
    public Type Type
    {
        get => _type ?? CqlType?.ClrType;
        set => _type = value;
    }

    /// <summary>The whole type.</summary>
    internal CqlType CqlType { get; init; }
}
