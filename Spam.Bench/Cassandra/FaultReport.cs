using System.Diagnostics;
using System.Globalization;
using Cassandra;

namespace Spam.Bench.Cassandra;

/// <summary>Sends requests to a cluster of doubles that goes wrong in every way it knows, and looks that none is lost, answered with another's answer, or left hanging.</summary>
static class FaultReport
{
    const int Hosts = 3, Callers = 32, MaxShown = 20, ConnectMillis = 1000;
    const double Share = 0.001;

    // On each host: a connection, a try, a prepare and a second try. That is the longest way to an answer or an exception; the rest is for a busy machine.
    static readonly TimeSpan _limit = TimeSpan.FromMilliseconds(Hosts * (ConnectMillis + 3 * FaultCaller.TimeoutMillis)) + TimeSpan.FromSeconds(5);

    /// <summary>Prints what became of <paramref name="count"/> requests.</summary>
    /// <returns>0 where nothing happened that must not, else 1.</returns>
    public static async Task<int> RunAsync(int count, TextWriter output)
    {
        await using var doubles = await DoubleProcess.StartAsync(Hosts);
        using var cluster = doubles.Client()
            .WithSocketOptions(new SocketOptions().SetReadTimeoutMillis(FaultCaller.TimeoutMillis).SetConnectTimeoutMillis(ConnectMillis))
            .WithReconnectionPolicy(new ConstantReconnectionPolicy(20))
            .Build();
        using var session = await cluster.ConnectAsync();
        var statements = await FaultStatements.PrepareAsync(session);
        var tally = new FaultTally(count);
        var callers = Enumerable.Range(0, Callers).Select(number => new FaultCaller(session, statements, number, tally)).ToArray();
        await Task.WhenAll(callers.Select(caller => caller.BeginAsync()));

        var (asked, watch) = (0, Stopwatch.StartNew());
        await doubles.SwitchOnFaultsAsync(Share);
        await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref asked) <= count)
                await caller.AskAsync(_limit);
        })));
        var seconds = watch.Elapsed.TotalSeconds;
        var met = await doubles.CalmAsync();
        var leftOver = await RecoverAsync(callers);

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} requests in {seconds:f0} s, {Callers} in flight to {Hosts} hosts; every kind of fault for {Share:P1} of the requests, a fiftieth of it where it breaks the connection, and one host after the other down for a second:"));
        tally.Print(FaultCaller.Kinds, output);
        await output.WriteLineAsync($"faults met: {met}");
        if (leftOver is not null)
            tally.Violate($"Without faults the rows could not be read: {leftOver}");
        if (tally.Ended != count)
            tally.Violate($"{tally.Ended} of {count} requests ended.");
        if (tally.Count(FaultTally.Answered) < count / 2)
            tally.Violate("Most requests were not answered.");
        foreach (var violation in tally.Violations.Take(MaxShown))
            await output.WriteLineAsync(violation);
        await output.WriteLineAsync(
            $"{tally.Violations.Count} violations (a request lost, answered with another's answer, or not ended within {_limit.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s; an acknowledged write lost; a write done twice that must not be)");
        return tally.Violations.Count == 0 ? 0 : 1;
    }

    // Reads all rows when the faults are over. Connections may need a moment to come back.
    static async Task<Exception?> RecoverAsync(FaultCaller[] callers)
    {
        for (var i = 0; ; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            try
            {
                await Task.WhenAll(callers.Select(caller => caller.EndAsync()));
                return null;
            }
            catch (DriverException failure) when (i < 5)
            {
                _ = failure; // the next try may succeed
            }
            catch (DriverException failure)
            {
                return failure;
            }
        }
    }
}
