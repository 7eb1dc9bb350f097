using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What SELECT shows of a row.</summary>
static class Selection
{
    /// <summary>The columns of the result.</summary>
    public static ColumnSpec[] Specs(SelectStatement select, Table table) => select.Selectors.Count == 0
        ? [.. table.Columns.Select(column => new ColumnSpec(column.Name, column.Type))]
        : [.. select.Selectors.Select(selector => Spec(selector, table))];

    public static bool IsCount(SelectStatement select) => select.Selectors is [{ Function: "count" }];

    /// <summary>The cells of one row; <paramref name="row"/> is null where a partition has static columns only.</summary>
    public static byte[]?[] Cells(SelectStatement select, Table table, Partition partition, Row? row, DateTimeOffset now)
    {
        var count = select.Selectors.Count == 0 ? table.Columns.Count : select.Selectors.Count;
        var cells = new byte[]?[count];
        for (var i = 0; i < count; i++)
        {
            cells[i] = select.Selectors.Count == 0
                ? Value(table.Columns[i], partition, row, now)
                : Value(select.Selectors[i], table, partition, row, now);
        }

        return cells;
    }

    /// <summary>A column of a row.</summary>
    public static byte[]? Value(Column column, Partition partition, Row? row, DateTimeOffset now) => column.Kind switch
    {
        ColumnKind.PartitionKey => partition.Key[column.Position],
        ColumnKind.Clustering => row?.Clustering[column.Position],
        _ => Cell(column, partition, row, now)?.Value,
    };

    static Cell? Cell(Column column, Partition partition, Row? row, DateTimeOffset now)
        => (column.Kind == ColumnKind.Static ? partition.Static : row)?.Live(column.Name, now);

    static byte[]? Value(Selector selector, Table table, Partition partition, Row? row, DateTimeOffset now)
    {
        if (selector.Function == "token")
            return new WireWriter().Long(partition.Token).ToArray();
        var column = table.Column(selector.Columns[0]);
        if (selector.Function is null)
            return Value(column, partition, row, now);
        if (Cell(column, partition, row, now) is not { } cell)
            return null;
        var isTime = selector.Function == "writetime";
        var seconds = (int)Math.Ceiling((cell.Expires - now).TotalSeconds);
        var one = isTime ? new WireWriter().Long(cell.Timestamp).ToArray() : cell.Ttl == 0 ? null : new WireWriter().Int(seconds).ToArray();
        if (!column.Type.IsMulticell)
            return one;
        var list = new WireWriter().Int(0);
        var elements = Validation.Elements(column.Type, cell.Value).Count / (column.Type.Id == TypeId.Map ? 2 : 1);
        list.Patch(0, elements);
        for (var i = 0; i < elements; i++)
            list.Bytes(one);
        return list.ToArray();
    }

    static ColumnSpec Spec(Selector selector, Table table)
    {
        if (selector.Function == "count")
            return new(selector.Alias ?? "count", CqlType.Bigint);
        var columns = selector.Columns.Select(table.Column).ToArray();
        if (selector.Function is null)
            return new(selector.Alias ?? columns[0].Name, columns[0].Type);
        var arguments = string.Join(", ", selector.Columns);
        if (selector.Function == "token")
            return new(selector.Alias ?? $"system.token({arguments})", CqlType.Bigint);
        if (columns[0].IsKey)
            throw ServerError.Invalid($"Cannot use selection function {selector.Function} on PRIMARY KEY part {columns[0].Name}");
        var type = selector.Function == "ttl" ? CqlType.Int : CqlType.Bigint;
        return new(selector.Alias ?? $"{selector.Function}({arguments})", columns[0].Type.IsMulticell ? new(TypeId.List, type) : type);
    }
}
