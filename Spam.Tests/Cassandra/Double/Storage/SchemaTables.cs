using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Fills the tables of <c>system_schema</c>.</summary>
sealed class SchemaTables(FakeStorage storage)
{
    static readonly byte[] _caching = Map(("keys", "ALL"), ("rows_per_partition", "NONE"));

    static readonly byte[] _compaction = Map(
        ("class", "org.apache.cassandra.db.compaction.SizeTieredCompactionStrategy"), ("max_threshold", "32"), ("min_threshold", "4"));

    static readonly byte[] _compression = Map(("chunk_length_in_kb", "16"), ("class", "org.apache.cassandra.io.compress.LZ4Compressor"));

    public void Fill(Table table)
    {
        foreach (var keyspace in storage.Keyspaces.Values)
        {
            switch (table.Name)
            {
                case "keyspaces" when table.Keyspace == "system_schema":
                    table.Fill(Text(keyspace.Name), [keyspace.DurableWrites ? (byte)1 : (byte)0], Map([.. keyspace.Replication.Select(pair => (pair.Key, pair.Value))]));
                    break;
                case "tables" when table.Keyspace == "system_schema":
                    foreach (var one in keyspace.Tables.Values)
                        AddTable(table, one);
                    break;
                case "columns" when table.Keyspace == "system_schema":
                    foreach (var one in keyspace.Tables.Values)
                    {
                        foreach (var column in one.Columns)
                            AddColumn(table, one, column);
                    }

                    break;
                case "types":
                    foreach (var type in keyspace.Types.Values)
                        table.Fill(Text(keyspace.Name), Text(type.Name), List(type.Fields), List([.. type.Parts.Select(InType)]));
                    break;
            }
        }
    }

    static void AddTable(Table table, Table one)
    {
        byte[]?[] values =
        [
            Text(one.Keyspace), Text(one.Name), Text("99p"), null, Double(0.01), _caching, null, [], _compaction, _compression, Double(1), Double(0),
            SystemTables.Int(one.DefaultTtl), new byte[4], List(one.IsCounter ? ["compound", "counter"] : ["compound"]), SystemTables.Int(864_000),
            one.Id.ToByteArray(bigEndian: true), null, SystemTables.Int(2048), null, SystemTables.Int(0), SystemTables.Int(128), Text("BLOCKING"), Double(0), Text("99p"),
        ];
        table.Fill(table.Columns.Count == values.Length ? values : [.. values.Where((_, i) => i is not (3 or 17))]); // 4.1 has two columns less
    }

    static void AddColumn(Table table, Table one, Column column) => table.Fill(
        Text(one.Keyspace), Text(one.Name), Text(column.Name), Text(column.Kind != ColumnKind.Clustering ? "none" : column.Descending ? "desc" : "asc"), Text(column.Name),
        Text(column.Kind == ColumnKind.PartitionKey ? "partition_key" : column.Kind.ToString().ToLowerInvariant()),
        SystemTables.Int(column.IsKey ? column.Position : -1), Text(column.Type.ToString()));

    // a type's fields are frozen with it, and say so where they are collections
    static string InType(CqlType type) => type.IsCollection && !type.Frozen ? type.Freeze().ToString() : type.ToString();

    static byte[] Text(string text) => SystemTables.Text(text);

    static byte[] Double(double value) => new WireWriter().Long(BitConverter.DoubleToInt64Bits(value)).ToArray();

    static byte[] List(string[] texts)
    {
        var writer = new WireWriter().Int(texts.Length);
        foreach (var text in texts)
            writer.Bytes(Text(text));
        return writer.ToArray();
    }

    static byte[] Map(params (string Key, string Value)[] pairs)
    {
        var writer = new WireWriter().Int(pairs.Length);
        foreach (var (key, value) in pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            writer.Bytes(Text(key)).Bytes(Text(value));
        return writer.ToArray();
    }
}
