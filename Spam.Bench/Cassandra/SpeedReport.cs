using System.Diagnostics;
using System.Globalization;

namespace Spam.Bench.Cassandra;

/// <summary>How many requests a second the client carries, and what each costs: bytes, and processor time of the client and of the double.</summary>
static class SpeedReport
{
    const int Keys = 1000;
    static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(1);

    /// <summary>Prints a table, a line a load.</summary>
    public static async Task RunAsync(TimeSpan duration, TextWriter output)
    {
        await using var doubles = await DoubleProcess.StartAsync(hosts: 1);
        using var cluster = doubles.Client().Build();
        using var session = await cluster.ConnectAsync();
        var select = await session.PrepareAsync("SELECT input, prediction FROM spam.items WHERE model_version = ? AND input = ?");
        var insert = await session.PrepareAsync("INSERT INTO spam.items (model_version, input, prediction) VALUES (?, ?, ?)");
        var prediction = new SortedDictionary<string, float> { ["ham"] = 0.25f, ["spam"] = 0.75f };
        var inputs = Enumerable.Range(0, Keys).Select(i => $"a text of the usual length that is number {i}").ToArray();
        foreach (var input in inputs)
            await session.ExecuteAsync(insert.Bind("v1", input, prediction));

        await output.WriteLineAsync(
            $"The client, and a double of one host in a process of its own, on {Environment.ProcessorCount} processors: bound statements, one row and its text read.");
        await output.WriteLineAsync("statement | in flight | requests/s | bytes a request | client's processor µs | double's processor µs");
        foreach (var inFlight in (int[])[1, 32, 256])
        {
            await PrintAsync("SELECT", inFlight, async i =>
            {
                var input = inputs[i % Keys];
                if ((await session.ExecuteAsync(select.Bind("v1", input))).First().GetValue<string>(0) != input)
                    throw new InvalidOperationException("A request was answered with another's row.");
            });
        }

        foreach (var inFlight in (int[])[1, 32, 256])
            await PrintAsync("INSERT", inFlight, i => session.ExecuteAsync(insert.Bind("v1", inputs[i % Keys], prediction)));

        async Task PrintAsync(string name, int inFlight, Func<int, Task> request)
        {
            await RepeatAsync(inFlight, _warmUp, request);
            var (bytes, client, server) = (GC.GetTotalAllocatedBytes(precise: true), Environment.CpuUsage.TotalTime, await doubles.ProcessorSecondsAsync());
            var start = Stopwatch.GetTimestamp();
            var count = await RepeatAsync(inFlight, duration, request);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (bytes, client, server) = (GC.GetTotalAllocatedBytes(precise: true) - bytes, Environment.CpuUsage.TotalTime - client, await doubles.ProcessorSecondsAsync() - server);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-9} | {inFlight,9} | {count / seconds,10:N0} | {(double)bytes / count,15:N0} | {client.TotalMicroseconds / count,21:f1} | {1e6 * server / count,21:f1}"));
        }
    }

    // So many callers, each of whom asks again as soon as it has an answer.
    static async Task<long> RepeatAsync(int callers, TimeSpan duration, Func<int, Task> request)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(start) < duration; count++)
                await request(caller + (callers * count));
            return (long)count;
        })));
        return counts.Sum();
    }
}
