#nullable disable

namespace Cassandra;

/// <summary>A column as the server describes it.</summary>
public class ColumnDesc
{
    /// <summary>The keyspace of its table.</summary>
    public string Keyspace { get; set; }

    /// <summary>The name of the column.</summary>
    public string Name { get; set; }

    /// <summary>Its table.</summary>
    public string Table { get; set; }

    /// <summary>The type, without what it consists of.</summary>
    public ColumnTypeCode TypeCode { get; set; }

    /// <summary>What the type consists of; null for simple types.</summary>
    public IColumnInfo TypeInfo { get; set; }

    /// <summary>Whether the column is static. Results do not say, so it stays false unless set.</summary>
    public bool IsStatic { get; set; }
}
