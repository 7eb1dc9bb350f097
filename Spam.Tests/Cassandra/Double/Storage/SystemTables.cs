using System.Text;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>The tables that a server fills itself, as one host shows them.</summary>
sealed class SystemTables(FakeStorage storage, FakeHost self, Func<IEnumerable<FakeHost>> peers)
{
    /// <summary>Partition key; clustering key; others: as a real 5.0 has them.</summary>
    static readonly Dictionary<string, (string Key, string Clustering, string Others)> _definitions = new()
    {
        ["system.local"] = ("key text", "",
            "bootstrapped text, broadcast_address inet, broadcast_port int, cluster_name text, cql_version text, data_center text, gossip_generation int, host_id uuid, "
            + "listen_address inet, listen_port int, native_protocol_version text, partitioner text, rack text, release_version text, rpc_address inet, rpc_port int, "
            + "schema_version uuid, tokens set<text>, truncated_at map<uuid|blob>"),
        ["system.peers"] = ("peer inet", "",
            "data_center text, host_id uuid, preferred_ip inet, rack text, release_version text, rpc_address inet, schema_version uuid, tokens set<text>"),
        ["system.peers_v2"] = ("peer inet", "peer_port int",
            "data_center text, host_id uuid, native_address inet, native_port int, preferred_ip inet, preferred_port int, rack text, release_version text, "
            + "schema_version uuid, tokens set<text>"),
        ["system_schema.keyspaces"] = ("keyspace_name text", "", "durable_writes boolean, replication map<text|text>"),
        ["system_schema.tables"] = ("keyspace_name text", "table_name text",
            "additional_write_policy text, allow_auto_snapshot boolean, bloom_filter_fp_chance double, caching map<text|text>, cdc boolean, comment text, "
            + "compaction map<text|text>, compression map<text|text>, crc_check_chance double, dclocal_read_repair_chance double, default_time_to_live int, "
            + "extensions map<text|blob>, flags set<text>, gc_grace_seconds int, id uuid, incremental_backups boolean, max_index_interval int, memtable text, "
            + "memtable_flush_period_in_ms int, min_index_interval int, read_repair text, read_repair_chance double, speculative_retry text"),
        ["system_schema.columns"] = ("keyspace_name text", "table_name text, column_name text",
            "clustering_order text, column_name_bytes blob, kind text, position int, type text"),
        ["system_schema.types"] = ("keyspace_name text", "type_name text", "field_names list<text>, field_types list<text>"),
        ["system_schema.indexes"] = ("keyspace_name text", "table_name text, index_name text", "kind text, options map<text|text>"),
        ["system_schema.functions"] = ("keyspace_name text", "function_name text, argument_types list<text>",
            "argument_names list<text>, body text, called_on_null_input boolean, language text, return_type text"),
        ["system_schema.aggregates"] = ("keyspace_name text", "aggregate_name text, argument_types list<text>",
            "final_func text, initcond text, return_type text, state_func text, state_type text"),
        ["system_schema.views"] = ("keyspace_name text", "view_name text", "base_table_name text, include_all_columns boolean, where_clause text"),
        ["system_schema.triggers"] = ("keyspace_name text", "table_name text, trigger_name text", "options map<text|text>"),
        ["system_virtual_schema.keyspaces"] = ("keyspace_name text", "", ""),
        ["system_virtual_schema.tables"] = ("keyspace_name text", "table_name text", "comment text"),
        ["system_virtual_schema.columns"] = ("keyspace_name text", "table_name text, column_name text",
            "clustering_order text, column_name_bytes blob, kind text, position int, type text"),
        ["system_views.settings"] = ("name text", "", "value text"),
        ["system_traces.sessions"] = ("session_id uuid", "",
            "client inet, command text, coordinator inet, coordinator_port int, duration int, parameters map<text|text>, request text, started_at timestamp"),
        ["system_traces.events"] = ("session_id uuid", "event_id timeuuid", "activity text, source inet, source_elapsed int, source_port int, thread text"),
        ["system_auth.roles"] = ("role text", "", "can_login boolean, is_superuser boolean, member_of set<text>, salted_hash text"),
    };

    /// <summary>The table as it is now, or null where the server has none of that name.</summary>
    public Table? Find(string keyspace, string name)
    {
        if (!_definitions.TryGetValue($"{keyspace}.{name}", out var definition))
            return null;
        var table = new Table(keyspace, name,
        [
            .. Columns(definition.Key, ColumnKind.PartitionKey), .. Columns(definition.Clustering, ColumnKind.Clustering), .. Columns(definition.Others, ColumnKind.Regular),
        ]);
        if (!self.Release.StartsWith('5') && name == "tables")
            table = new(keyspace, name, table.Columns.Where(column => column.Name is not ("allow_auto_snapshot" or "incremental_backups")));
        Fill(table);
        return table;
    }

    void Fill(Table table)
    {
        switch ($"{table.Keyspace}.{table.Name}")
        {
            case "system.local":
                Local(table);
                break;
            case "system.peers":
                foreach (var host in peers())
                {
                    var address = Address(host);
                    table.Fill(address, Text(host.DataCenter), Uuid(host.HostId), null, Text(host.Rack), Text(host.Release), address, Schema(host), Set(host.Tokens));
                }

                break;
            case "system.peers_v2":
                foreach (var host in peers())
                {
                    var address = Address(host);
                    table.Fill(
                        address, Int(7000), Text(host.DataCenter), Uuid(host.HostId), address, Int(host.EndPoint.Port), null, null,
                        Text(host.Rack), Text(host.Release), Schema(host), Set(host.Tokens));
                }

                break;
            case "system_virtual_schema.keyspaces":
                table.Fill(Text("system_views"));
                table.Fill(Text("system_virtual_schema"));
                break;
            case "system_views.settings":
                table.Fill(Text("cluster_name"), Text(self.ClusterName));
                break;
            case "system_auth.roles":
                table.Fill(Text("cassandra"), [1], [1], null, null);
                break;
            default:
                new SchemaTables(storage).Fill(table);
                break;
        }
    }

    void Local(Table table)
    {
        var address = Address(self);
        table.Fill(
            Text("local"), Text("COMPLETED"), address, Int(7000), Text(self.ClusterName), Text(self.Release.StartsWith('5') ? "3.4.7" : "3.4.6"), Text(self.DataCenter),
            Int((int)storage.Clock.GetUtcNow().ToUnixTimeSeconds()), Uuid(self.HostId), address, Int(7000), Text("5"), Text("org.apache.cassandra.dht.Murmur3Partitioner"),
            Text(self.Rack), Text(self.Release), address, Int(self.EndPoint.Port), Schema(self), Set(self.Tokens), null);
    }

    byte[] Schema(FakeHost host) => Uuid(host.OwnSchemaVersion ?? storage.SchemaVersion);

    static byte[] Address(FakeHost host) => host.EndPoint.Address.GetAddressBytes();

    static IEnumerable<Column> Columns(string definition, ColumnKind kind)
        => definition.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(column => column.Split(' ')).Select((words, i) => new Column(words[0], Type(words[1]), kind, i));

    static CqlType Type(string words)
    {
        var open = words.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
            return CqlType.Native(words)!; // of the list above
        var parts = words[(open + 1)..^1].Split('|').Select(Type).ToArray();
        return new(words[..open] switch { "set" => TypeId.Set, "list" => TypeId.List, _ => TypeId.Map }, parts);
    }

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Int(int value) => new WireWriter().Int(value).ToArray();

    static byte[] Uuid(Guid id) => id.ToByteArray(bigEndian: true);

    static byte[] Set(string[] texts)
    {
        var writer = new WireWriter().Int(texts.Length);
        foreach (var text in texts.Order(StringComparer.Ordinal))
            writer.Bytes(Text(text));
        return writer.ToArray();
    }
}
