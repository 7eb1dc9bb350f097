using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

/// <summary>What a client saw while a second host paused and came back: a cluster and its faults give the same answers.</summary>
public class TwoNodesGoldenTests
{
    /// <summary>The faults that stand for a host that is paused but not yet seen to be.</summary>
    static readonly Dictionary<string, Fault> _faults = new()
    {
        ["read at TWO -> READ_TIMEOUT"] = new(FaultKind.ReadTimeout) { Received = 1, Required = 2, HasData = true },
        ["WRITE_TIMEOUT SIMPLE"] = new(FaultKind.WriteTimeout) { Received = 1, Required = 2 },
        ["unlogged batch"] = new(FaultKind.WriteTimeout) { Received = 1, Required = 2, WriteType = "UNLOGGED_BATCH" },
        ["logged batch"] = new(FaultKind.WriteTimeout) { Received = 1, Required = 2, WriteType = "BATCH_LOG" },
        ["CAS"] = new(FaultKind.WriteTimeout) { Received = 1, Required = 2, WriteType = "CAS", Consistency = Consistency.SERIAL },
        ["COUNTER"] = new(FaultKind.WriteTimeout) { Received = 0, Required = 1, WriteType = "COUNTER", Consistency = Consistency.ONE },
    };

    [SkippableFact]
    public async Task A_paused_host_costs_timeouts_then_availability()
    {
        var lines = GoldenScenario.Read("v4/two_nodes");
        await using var cluster = FakeCluster.Start(2, new()
        {
            Schema =
            [
                "CREATE KEYSPACE golden_two WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 2}",
                "CREATE TABLE golden_two.t (a int PRIMARY KEY, b text)",
                "CREATE TABLE golden_two.c (a int PRIMARY KEY, n counter)",
            ],
        });
        using var client = await RawCql.ConnectAsync(cluster[0].EndPoint);
        var wrong = new List<string>();
        var compared = 0;

        foreach (var line in lines)
        {
            if (line.Text.StartsWith("node 2 stays paused", StringComparison.Ordinal))
                cluster.Suspend(cluster[1]);
            if (line.Text == "node 2 goes on")
                cluster.Revive(cluster[1], startsAgain: false);
            if (_faults.FirstOrDefault(fault => line.Text.Contains(fault.Key, StringComparison.Ordinal)).Value is { } fault)
                cluster[0].Faults.On(fault with { Times = 1 });
            if (line.Kind != "frame" || FrameHeader.Read(line.Bytes).Opcode == (byte)Opcode.Event)
                continue; // events say addresses and schema changes of that day
            if (line.IsFromClient && FrameHeader.Read(line.Bytes).Opcode != (byte)Opcode.Register)
                await client.SendAsync(line.Bytes);
            if (line.IsFromClient || FrameHeader.Read(line.Bytes) is { Opcode: (byte)Opcode.Ready, Stream: 2 })
                continue;
            var (got, real) = (AnswerText.Of(await client.ReceiveAsync()), AnswerText.Of(line.Bytes));
            compared++;
            if (got != real)
                wrong.Add($"double {got}\nreal   {real}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(13, compared);
    }
}
