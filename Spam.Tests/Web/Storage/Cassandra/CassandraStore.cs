using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Cassandra.Double.Storage;
using Spam.Web.Configuration;
using Spam.Web.Storage.Cassandra;

namespace Spam.Tests.Web.Storage.Cassandra;

/// <summary>The settings and the connection of a store on doubles.</summary>
static class CassandraStore
{
    public const string Keyspace = "spam_test";

    /// <summary>Settings for a store on a double, patient where the store is asked, quick where a lost one is tried again.</summary>
    public static Settings SettingsFor(FakeCassandra server) => SettingsFor(server.Port, server.EndPoint.Address.ToString());

    public static Settings SettingsFor(FakeCluster cluster) => SettingsFor(cluster[0].Port, [.. cluster.Hosts.Select(host => host.EndPoint.Address.ToString())]);

    /// <summary>A connection that has begun.</summary>
    public static async Task<CassandraConnection> ConnectAsync(Settings settings, TimeProvider? clock = null, ILogger<CassandraConnection>? logger = null)
    {
        var connection = new CassandraConnection(settings, clock ?? TimeProvider.System, logger ?? NullLogger<CassandraConnection>.Instance);
        await connection.StartAsync(default);
        return connection;
    }

    /// <summary>How many rows a table has.</summary>
    public static long Count(FakeCassandra server, string table)
    {
        var rows = Assert.IsType<RowsResult>(server.Run($"SELECT count(*) FROM {Keyspace}.{table}")).Rows;
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(rows[0][0]);
    }

    static Settings SettingsFor(int port, params string[] hosts) => TestServer.Settings with
    {
        Store = StoreKind.Cassandra,
        Cassandra = new() { ContactPoints = hosts, Port = port, Keyspace = Keyspace, FirstRetry = TimeSpan.FromMilliseconds(50) },
    };
}
