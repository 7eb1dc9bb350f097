#nullable disable

namespace Cassandra;

/// <summary>The columns of a result or the variables of a prepared statement.</summary>
public class RowSetMetadata
{
    internal RowSetMetadata(CqlColumn[] columns)
    {
        Columns = columns;
        ColumnIndexes = new(columns.Length);
        foreach (var column in columns)
            ColumnIndexes.TryAdd(column.Name, column.Index); // two columns may bear one name; the first is found by it
    }

    /// <summary>Position by name.</summary>
    public Dictionary<string, int> ColumnIndexes { get; }

    /// <summary>The columns, in the order of the values.</summary>
    public CqlColumn[] Columns { get; }

    /// <summary>No columns.</summary>
    internal static RowSetMetadata Empty { get; } = new([]);
}
