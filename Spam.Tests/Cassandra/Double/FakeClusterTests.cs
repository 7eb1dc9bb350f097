using System.Text;
using Spam.Tests.Cassandra.Double.Storage;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

public class FakeClusterTests
{
    static readonly string[] _schema =
    [
        "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 2}",
        "CREATE TABLE k.t (a int PRIMARY KEY, b text)",
    ];

    [Fact]
    public async Task Hosts_share_rows_and_know_each_other()
    {
        await using var cluster = FakeCluster.Start(3, new() { Schema = _schema });

        cluster[0].Run("INSERT INTO k.t (a, b) VALUES (1, 'x')");
        var rows = Assert.IsType<RowsResult>(cluster[2].Run("SELECT b FROM k.t WHERE a = 1")).Rows;
        var peers = Assert.IsType<RowsResult>(cluster[1].Run("SELECT native_address, native_port FROM system.peers_v2")).Rows;

        Assert.Equal("x", Encoding.UTF8.GetString(Assert.Single(rows)[0]!));
        Assert.Equal(2, peers.Count);
        Assert.All(cluster.Hosts, host => Assert.Equal(cluster[0].Port, host.Port));
    }

    [Fact]
    public async Task A_host_that_joins_dies_returns_and_leaves_is_told_of()
    {
        await using var cluster = FakeCluster.Start(1);
        using var client = await RawCql.ConnectAsync(cluster[0].EndPoint, starts: true);
        await client.AskAsync(1, Opcode.Register, new WireWriter().Strings(["TOPOLOGY_CHANGE", "STATUS_CHANGE"]));

        var host = cluster.Add();
        cluster.Kill(host);
        cluster.Revive(host, startsAgain: true);
        await cluster.RemoveAsync(host);
        var events = new List<string>();
        for (var i = 0; i < 5; i++)
            events.Add(Event(await client.ReceiveAsync()));

        Assert.Equal(["TOPOLOGY_CHANGE NEW_NODE", "STATUS_CHANGE UP", "STATUS_CHANGE DOWN", "STATUS_CHANGE UP", "TOPOLOGY_CHANGE REMOVED_NODE"], events);
    }

    [Fact]
    public async Task With_a_host_down_two_replicas_are_not_available()
    {
        await using var cluster = FakeCluster.Start(2, new() { Schema = _schema });
        using var client = await RawCql.ConnectAsync(cluster[0].EndPoint, starts: true);
        var text = Encoding.UTF8.GetBytes("SELECT * FROM k.t WHERE a = 1");
        var question = new WireWriter().Int(text.Length).Raw(text).Short((int)Consistency.TWO).Byte(0);

        var before = RawCql.Outcome(await client.AskAsync(1, Opcode.Query, question));
        cluster.Kill(cluster[1]);
        var after = RawCql.Outcome(await client.AskAsync(1, Opcode.Query, question));

        Assert.Equal("Result", before);
        Assert.Equal("UNAVAILABLE: Cannot achieve consistency level TWO", after);
    }

    [Fact]
    public async Task A_host_can_disagree_about_the_schema()
    {
        await using var cluster = FakeCluster.Start(2);

        var together = Versions(cluster);
        cluster[1].Disagree(true);
        var apart = Versions(cluster);
        cluster[1].Disagree(false);

        Assert.Equal(1, together);
        Assert.Equal(2, apart);
        Assert.Equal(1, Versions(cluster));
    }

    static int Versions(FakeCluster cluster)
    {
        var local = Assert.IsType<RowsResult>(cluster[0].Run("SELECT schema_version FROM system.local")).Rows;
        var peers = Assert.IsType<RowsResult>(cluster[0].Run("SELECT schema_version FROM system.peers")).Rows;
        return local.Concat(peers).Select(row => Convert.ToHexString(row[0]!)).Distinct().Count(); // a host always says one
    }

    static string Event(byte[]? frame)
    {
        var reader = new WireReader(frame.AsSpan(FrameHeader.Size));
        return $"{reader.String()} {reader.String()}";
    }
}
