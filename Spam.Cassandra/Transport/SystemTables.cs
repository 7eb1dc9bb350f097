using System.Globalization;
using System.Net;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>What servers say of themselves and of each other in their system tables.</summary>
static class SystemTables
{
    public const string Local = "SELECT * FROM system.local WHERE key='local'";
    public const string PeersV2 = "SELECT * FROM system.peers_v2";
    public const string Peers = "SELECT * FROM system.peers";
    public const string Keyspaces = "SELECT keyspace_name, replication FROM system_schema.keyspaces";
    const string LocalSchema = "SELECT schema_version FROM system.local WHERE key='local'";
    const string PeersSchema = "SELECT peer, host_id, schema_version FROM system.peers";
    const string Murmur3Partitioner = "org.apache.cassandra.dht.Murmur3Partitioner";

    /// <summary>All rows of a small table.</summary>
    public static async Task<List<Row>> QueryAsync(Connection connection, string query, int timeoutMillis)
        => await connection.SendAsync(new QueryRequest(query, new(ConsistencyLevel.One)), timeoutMillis).ConfigureAwait(false) switch
        {
            RowsResult { Columns: { } columns } rows => [.. Enumerable.Range(0, rows.RowCount).Select(row => new Row(rows, columns, row))],
            ErrorResponse error => throw error.ToException(connection.Address),
            _ => [],
        };

    /// <summary>The node that answers.</summary>
    /// <param name="row">Its row in <c>system.local</c>.</param>
    /// <param name="reached">Where it was reached: an address that works, unless a proxy stands there.</param>
    /// <param name="proxied">Whether a proxy stands there.</param>
    /// <param name="port">The port of nodes that do not say theirs.</param>
    public static Host ReadLocal(Row row, IPEndPoint reached, bool proxied, int port)
    {
        var address = proxied && Find<IPAddress>(row, "rpc_address") is { } own ? new IPEndPoint(own, Find<int?>(row, "rpc_port") ?? port) : reached;
        return Describe(row, new(address));
    }

    /// <summary>A node that another knows; null where the row is not whole, which is so while a node joins.</summary>
    public static Host? ReadPeer(Row row, int port)
    {
        var address = Find<IPAddress>(row, "native_address") ?? Find<IPAddress>(row, "rpc_address");
        if (IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address))
            address = Find<IPAddress>(row, "peer"); // listens everywhere
        if (address is null || Find<Guid?>(row, "host_id") is null || Find<string>(row, "data_center") is null)
            return null;
        return Describe(row, new(new IPEndPoint(address, Find<int?>(row, "native_port") is { } said and > 0 ? said : port)));
    }

    /// <summary>The ring; none where the cluster does not spread keys as this client does.</summary>
    public static TokenRing ReadRing(Row local, Host[] hosts, List<Row> keyspaces)
    {
        if (Find<string>(local, "partitioner") != Murmur3Partitioner)
            return TokenRing.Empty;

        var replication = new Dictionary<string, IDictionary<string, string>>();
        foreach (var keyspace in keyspaces)
        {
            if (Find<string>(keyspace, "keyspace_name") is { } name && Find<IDictionary<string, string>>(keyspace, "replication") is { } options)
                replication[name] = options;
        }

        return new(hosts, replication);
    }

    /// <summary>Whether the node and its peers know the same schema. Peers that seem down are not asked.</summary>
    public static async Task<bool> SchemaAgreesAsync(Connection connection, Host[] hosts, int timeoutMillis)
    {
        var local = await QueryAsync(connection, LocalSchema, timeoutMillis).ConfigureAwait(false);
        var peers = await QueryAsync(connection, PeersSchema, timeoutMillis).ConfigureAwait(false);
        var up = peers.Where(peer => Array.Find(hosts, host => host.HostId == Find<Guid?>(peer, "host_id")) is { IsUp: true });
        return local.Concat(up).Select(row => Find<Guid?>(row, "schema_version")).Where(version => version is not null).Distinct().Count() <= 1;
    }

    static Host Describe(Row row, Host host)
    {
        host.HostId = Find<Guid?>(row, "host_id") ?? Guid.Empty;
        host.Datacenter = Find<string>(row, "data_center");
        host.Rack = Find<string>(row, "rack");
        host.CassandraVersion = Version.TryParse((Find<string>(row, "release_version") ?? "").Split('-')[0], out var version) ? version : null;
        host.Tokens = [.. (Find<IEnumerable<string>>(row, "tokens") ?? [])
            .Select(token => long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (long?)null)
            .OfType<long>()];
        return host;
    }

    // Columns differ between versions and vendors: what is absent counts as null.
    static T? Find<T>(Row row, string column) => row.GetColumn(column) is null || row.IsNull(column) ? default : row.GetValue<T>(column);
}
