using System.Diagnostics;
using System.Globalization;

namespace Spam.Bench.Load;

/// <summary>How many requests a running service answers, and how fast: texts that it has cached, new texts, and new texts in batches.</summary>
static class LoadReport
{
    const int BatchTexts = 64;

    /// <summary>Runs all loads against <paramref name="server"/>.</summary>
    /// <param name="server">Its address.</param>
    /// <param name="seconds">How long each.</param>
    /// <param name="output">Where the table goes.</param>
    public static async Task RunAsync(Uri server, int seconds, TextWriter output)
    {
        await RunOneAsync(server, clients: 4, "/prediction", LoadTexts.NewText, TimeSpan.FromSeconds(2)); // warm up
        for (var i = 0; i < LoadTexts.Cached; i++)
            await SendOnceAsync(server, LoadTexts.CachedText(i));

        await output.WriteLineAsync("load                 clients  requests/s    texts/s   p50 ms   p99 ms   max ms  failed");
        var duration = TimeSpan.FromSeconds(seconds);
        foreach (var clients in (int[])[1, 16, 64])
            await PrintAsync("cached", clients, 1, "/prediction", () => LoadTexts.CachedText(Random.Shared.Next(LoadTexts.Cached)));
        foreach (var clients in (int[])[1, 16, 64])
            await PrintAsync("new texts", clients, 1, "/prediction", LoadTexts.NewText);
        foreach (var clients in (int[])[1, 16])
            await PrintAsync($"{BatchTexts} new texts a call", clients, BatchTexts, "/predictions", () => LoadTexts.NewBatch(BatchTexts));

        async Task PrintAsync(string name, int clients, int texts, string target, Func<string> nextBody)
        {
            var result = await RunOneAsync(server, clients, target, nextBody, duration);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-20} {clients,7} {result.PerSecond,11:N0} {result.PerSecond * texts,10:N0} " +
                $"{result.Percentile(50),8:0.00} {result.Percentile(99),8:0.00} {result.Percentile(100),8:0.0} {result.Failures,7}"));
        }
    }

    /// <summary>Sends one load for so many requests, for looking at memory between.</summary>
    public static async Task SendAsync(Uri server, int requests, int clients)
        => await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            using var client = new LoadClient();
            await client.ConnectAsync(server);
            for (var i = 0; i < requests / clients; i++)
                await client.SendAsync("/prediction", i % 4 == 0 ? LoadTexts.NewText() : LoadTexts.CachedText(i % LoadTexts.Cached));
        }));

    static async Task SendOnceAsync(Uri server, string body)
    {
        using var client = new LoadClient();
        await client.ConnectAsync(server);
        await client.SendAsync("/prediction", body);
    }

    static async Task<Result> RunOneAsync(Uri server, int clients, string target, Func<string> nextBody, TimeSpan duration)
    {
        var callers = Enumerable.Range(0, clients).Select(_ => new LoadClient()).ToArray();
        try
        {
            foreach (var caller in callers)
                await caller.ConnectAsync(server);
            var start = Stopwatch.GetTimestamp();
            var end = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            await Task.WhenAll(callers.Select(caller => Task.Run(() => caller.RunAsync(target, nextBody, end))));
            return new([.. callers.SelectMany(caller => caller.Ticks).Order()], Stopwatch.GetElapsedTime(start), callers.Sum(caller => caller.Failures));
        }
        finally
        {
            foreach (var caller in callers)
                caller.Dispose();
        }
    }

    sealed record Result(long[] Ticks, TimeSpan Duration, int Failures)
    {
        public double PerSecond => Ticks.Length / Duration.TotalSeconds;

        public double Percentile(int percent)
            => Ticks[Math.Min(Ticks.Length - 1, (int)(Ticks.LongLength * percent / 100))] * 1e3 / Stopwatch.Frequency;
    }
}
