using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Writes results as protocol 4 has them.</summary>
static class ResultWriter
{
    const int Global = 1, MorePages = 2, NoMetadata = 4;

    public static void Write(WireWriter writer, Result result, bool skipMetadata)
    {
        switch (result)
        {
            case VoidResult:
                writer.Int(1);
                break;
            case RowsResult rows:
                writer.Int(2);
                Metadata(writer, rows.Table, rows.Columns, rows.PagingState, skipMetadata);
                Rows(writer, rows.Rows);
                break;
            case KeyspaceResult keyspace:
                writer.Int(3).String(keyspace.Keyspace);
                break;
            case PreparedResult prepared:
                writer.Int(4).ShortBytes(prepared.Id);
                Prepared(writer, prepared.Plan);
                break;
            case SchemaResult schema:
                writer.Int(5);
                Change(writer, schema.Change);
                break;
        }
    }

    public static void Change(WireWriter writer, SchemaChange change)
    {
        writer.String(change.Change).String(change.Target).String(change.Keyspace);
        if (change.Target != "KEYSPACE")
            writer.String(change.Name);
    }

    static void Rows(WireWriter writer, List<byte[]?[]> rows)
    {
        writer.Int(rows.Count);
        foreach (var row in rows)
        {
            foreach (var cell in row)
                writer.Bytes(cell);
        }
    }

    static void Prepared(WireWriter writer, Plan plan)
    {
        writer.Int(plan.Markers.Length > 0 ? Global : 0).Int(plan.Markers.Length).Int(plan.KeyIndices.Length);
        foreach (var index in plan.KeyIndices)
            writer.Short(index);
        if (plan.Markers.Length > 0)
            Columns(writer, plan.Table!, plan.Markers); // only statements with a table have markers
        if (plan.Result is null)
            writer.Int(NoMetadata).Int(0);
        else
            Metadata(writer, plan.Table!, plan.Result, null, skip: false); // only SELECT has rows
    }

    static void Metadata(WireWriter writer, Table table, ColumnSpec[] columns, byte[]? pagingState, bool skip)
    {
        writer.Int(Global | (pagingState is null ? 0 : MorePages) | (skip ? NoMetadata : 0)).Int(columns.Length);
        if (pagingState is not null)
            writer.Bytes(pagingState);
        if (!skip)
            Columns(writer, table, columns);
    }

    static void Columns(WireWriter writer, Table table, ColumnSpec[] columns)
    {
        writer.String(table.Keyspace).String(table.Name);
        foreach (var column in columns)
        {
            writer.String(column.Name);
            column.Type.Write(writer);
        }
    }
}
