using System.Buffers.Binary;
using System.Globalization;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Cassandra.Double.Storage;

namespace Spam.Bench.Cassandra;

/// <summary>
/// A cluster of doubles as a process of its own, so that its share of the machine and the client's are seen apart. Lines tell it what to do:
/// <c>time</c> (answered by the processor seconds that it took), <c>faults SHARE</c>, <c>calm</c> (answered by what was met), <c>slow MILLISECONDS</c>, <c>suspend</c>,
/// <c>resume</c>, <c>kill</c> and <c>revive</c> (of the first host), <c>count TABLE</c> (answered by its rows), and the end of its input ends it.
/// </summary>
static class DoubleServer
{
    // Connections must live longer than requests wait, or nothing would ever time out.
    const double BreakingShare = 0.02;

    static readonly TimeSpan _late = TimeSpan.FromMilliseconds(300), _betweenOutages = TimeSpan.FromSeconds(4), _outage = TimeSpan.FromSeconds(1);

    static readonly string[] _schema =
    [
        "CREATE KEYSPACE spam WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}",
        "CREATE TABLE spam.items (model_version text, input text, prediction map<text, float>, PRIMARY KEY ((model_version, input)))",
        "CREATE TABLE spam.logs (name text PRIMARY KEY, entries list<int>)",
    ];

    /// <summary>Serves until the input ends.</summary>
    public static async Task RunAsync(int hosts, TextReader input, TextWriter output)
    {
        // Lenient: what faults do to a connection breaks frames on both sides.
        await using var cluster = FakeCluster.Start(hosts, new() { Schema = _schema, IsLenient = true });
        await output.WriteLineAsync(cluster[0].Port.ToString(CultureInfo.InvariantCulture));
        var (outages, calm) = (Task.FromResult(0), new CancellationTokenSource());
        while (await input.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["time"]:
                    await output.WriteLineAsync(Environment.CpuUsage.TotalTime.TotalSeconds.ToString(CultureInfo.InvariantCulture));
                    break;
                case ["faults", var share]:
                    SwitchOn(cluster, double.Parse(share, CultureInfo.InvariantCulture));
                    outages = FailInTurnAsync(cluster, calm.Token);
                    break;
                case ["calm"]:
                    await calm.CancelAsync();
                    foreach (var host in cluster.Hosts)
                        host.Faults.AllOff();
                    await output.WriteLineAsync(Met(cluster, await outages));
                    break;
                case ["count", var table]:
                    await output.WriteLineAsync(Count(cluster, table).ToString(CultureInfo.InvariantCulture));
                    break;
                case [var order, .. var rest]:
                    Order(cluster, order, rest);
                    await output.WriteLineAsync("done");
                    break;
            }
        }

        await calm.CancelAsync();
        calm.Dispose();
    }

    static void SwitchOn(FakeCluster cluster, double share)
    {
        foreach (var host in cluster.Hosts)
        {
            foreach (var kind in Enum.GetValues<FaultKind>())
                host.Faults.On(new Fault(kind) { Share = Breaks(kind) ? BreakingShare * share : share, Delay = _late });
        }
    }

    static bool Breaks(FaultKind kind) => kind is FaultKind.HalfFrame or FaultKind.Garbage or FaultKind.WrongStream or FaultKind.UnknownOpcode or FaultKind.HugeLength
        or FaultKind.NegativeLength or FaultKind.WrongVersion or FaultKind.Close or FaultKind.Reset;

    // One host after the other is stopped, or killed and started again.
    static async Task<int> FailInTurnAsync(FakeCluster cluster, CancellationToken calm)
    {
        for (var count = 0; ; count++)
        {
            await Task.Delay(_betweenOutages, calm).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (calm.IsCancellationRequested)
                return count;

            var host = cluster[count % cluster.Hosts.Count];
            var dies = count % 2 == 0;
            if (dies)
                cluster.Kill(host);
            else
                cluster.Suspend(host);
            await Task.Delay(_outage, CancellationToken.None);
            cluster.Revive(host, startsAgain: dies);
        }
    }

    static void Order(FakeCluster cluster, string order, string[] rest)
    {
        var host = cluster[0];
        switch (order)
        {
            case "slow":
                host.Faults.On(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(int.Parse(rest[0], CultureInfo.InvariantCulture)) });
                break;
            case "suspend":
                cluster.Suspend(host);
                break;
            case "kill":
                cluster.Kill(host);
                break;
            case "resume" or "revive":
                cluster.Revive(host, startsAgain: order == "revive");
                break;
            default:
                throw new ArgumentException($"'{order}' is nothing that a double can be told. Known: slow MILLISECONDS, suspend, resume, kill, revive.", nameof(order));
        }
    }

    static long Count(FakeCluster cluster, string table)
        => cluster[0].Run($"SELECT count(*) FROM {table}") is RowsResult { Rows: [[{ } count]] } ? BinaryPrimitives.ReadInt64BigEndian(count) : 0;

    static string Met(FakeCluster cluster, int outages)
        => string.Join(", ", Enum.GetValues<FaultKind>().Select(kind => $"{kind} {cluster.Hosts.Sum(host => host.Faults.MetBy(kind))}")) + $", hosts down {outages}";
}
