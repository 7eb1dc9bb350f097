using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Spam.Bench.Load;

/// <summary>
/// What a running service does with ten times as many calls as it can answer, which come when they come and wait for no answer:
/// whom it refuses, how long the others wait, whether it still tells that it lives, and how soon it is well again.
/// </summary>
static class OverloadReport
{
    const int Times = 10;
    const int TextsEach = 64;
    const int Clients = 512; // connections; a call that finds none free is not sent
    const int MostEachSecond = 4_000;
    const int MostSeconds = 60;

    /// <summary>Runs the load against <paramref name="server"/>.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="output">Where the table goes.</param>
    /// <returns>What became of the calls.</returns>
    public static async Task<OverloadResult> RunAsync(Uri server, int seconds, TextWriter output)
    {
        var duration = TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds));
        await CapacityAsync(server, TimeSpan.FromSeconds(2)); // warm up
        var capacity = await CapacityAsync(server, duration);
        var rate = (int)Math.Min(MostEachSecond, Times * capacity);
        await output.WriteLineAsync(Invariant($"capacity {capacity:0} calls/s of {TextsEach} new texts; now {rate} a second for {duration.TotalSeconds:0} s"));

        using var idle = new LiveWatch(server);
        await Task.Delay(TimeSpan.FromSeconds(2));
        var before = idle.End();
        using var watch = new LiveWatch(server);
        var load = await OverloadAsync(server, rate, duration);
        var looks = watch.End();
        var recovery = await RecoveryAsync(server);
        Print(output, load, before, looks, recovery);
        return new(rate, load.Calls.Count(call => call.Status == 200), load.Calls.Count(call => call.Status == 429), load.Calls.Count(call => call.Status is not (200 or 429)), AcceptedP99(load), recovery);
    }

    static double AcceptedP99(Load load)
    {
        double[] times = [.. load.Calls.Where(call => call.Status == 200).Select(call => call.Milliseconds).Order()];
        return times.Length == 0 ? 0 : times[times.Length * 99 / 100];
    }

    // Calls a second where as many ask as keep the service busy, and no more.
    static async Task<double> CapacityAsync(Uri server, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var client = new LoadClient();
            await client.ConnectAsync(server);
            await client.RunAsync("/predictions", () => LoadTexts.NewBatch(TextsEach), end);
            return client.Ticks.Count - client.Failures;
        })));
        return calls.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static async Task<Load> OverloadAsync(Uri server, int rate, TimeSpan duration)
    {
        var clients = new ConcurrentBag<LoadClient>();
        for (var i = 0; i < Clients; i++)
        {
            var client = new LoadClient();
            await client.ConnectAsync(server);
            clients.Add(client);
        }

        var calls = new List<Task<Call>>();
        var notSent = 0;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < rate * duration.TotalSeconds; i++)
        {
            var due = start + (i * Stopwatch.Frequency / rate);
            while (Stopwatch.GetTimestamp() < due)
                await Task.Delay(1);
            if (clients.TryTake(out var client))
                calls.Add(Task.Run(() => CallAsync(clients, client, due)));
            else
                notSent++;
        }

        var answered = await Task.WhenAll(calls);
        foreach (var client in clients)
            client.Dispose();
        return new(answered, notSent);
    }

    // The wait counts from when the call was due: what the sender could not send in time counts, too.
    static async Task<Call> CallAsync(ConcurrentBag<LoadClient> clients, LoadClient client, long due)
    {
        try
        {
            var status = await client.SendAsync("/predictions", LoadTexts.NewBatch(TextsEach));
            clients.Add(client);
            return new(status, Milliseconds(due));
        }
        catch (IOException)
        {
            client.Dispose();
            return new(0, Milliseconds(due));
        }
    }

    // Until ten calls in a row are answered.
    static async Task<double> RecoveryAsync(Uri server)
    {
        using var client = new LoadClient();
        await client.ConnectAsync(server);
        var start = Stopwatch.GetTimestamp();
        var recovered = 0.0;
        for (var inARow = 0; inARow < 10 && Milliseconds(start) < MostSeconds * 1e3;)
        {
            var isAnswered = await client.SendAsync("/predictions", LoadTexts.NewBatch(TextsEach)) == 200;
            inARow = isAnswered ? inARow + 1 : 0;
            if (inARow == 1)
                recovered = Milliseconds(start);
        }

        return recovered;
    }

    static void Print(TextWriter output, Load load, List<double> before, List<double> looks, double recovery)
    {
        var calls = load.Calls;
        output.WriteLine("answer       calls   share   p50 ms   p99 ms   max ms");
        foreach (var (name, group) in ((string, Call[])[])
            [("200", [.. calls.Where(call => call.Status == 200)]), ("429", [.. calls.Where(call => call.Status == 429)]), ("other", [.. calls.Where(call => call.Status is not (200 or 429))])])
            PrintLine(output, name, [.. group.Select(call => call.Milliseconds)], calls.Count);
        output.WriteLine(Invariant($"not sent {load.NotSent,8}   (all {Clients} connections were busy)"));
        PrintLine(output, "live", looks, looks.Count);
        PrintLine(output, "(idle)", before, before.Count);
        output.WriteLine(Invariant($"well again {recovery:0} ms after the last call was answered"));
    }

    static void PrintLine(TextWriter output, string name, List<double> times, int all)
    {
        times.Sort();
        var share = all == 0 ? 0 : 100.0 * times.Count / all;
        output.WriteLine(times.Count == 0
            ? Invariant($"{name,-8} {0,9}")
            : Invariant($"{name,-8} {times.Count,9} {share,6:0.0}% {times[times.Count / 2],8:0.0} {times[times.Count * 99 / 100],8:0.0} {times[^1],8:0.0}"));
    }

    static double Milliseconds(long start) => Stopwatch.GetElapsedTime(start).TotalMilliseconds;

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    sealed record Load(IReadOnlyList<Call> Calls, int NotSent);

    readonly record struct Call(int Status, double Milliseconds);
}
