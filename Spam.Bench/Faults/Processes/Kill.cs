using System.Diagnostics;
using Spam.Bench.Faults.Clients;

namespace Spam.Bench.Faults.Processes;

/// <summary>A power cut under load, and another start.</summary>
static class Kill
{
    const int Clients = 16;
    const double LongestStart = 2_000;

    public static Fault Fault { get; } = new(
        "kill", "SIGKILL, then another start", $"SIGKILL while {Clients} clients ask without pause, then a start on the same data",
        "the database is sound; ready within 2 s", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        _ = place.Model; // making it takes time, too
        var begin = Stopwatch.GetTimestamp();
        var first = await place.ServeAsync();
        await first.UntilAsync("ready");
        var usual = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        var clients = GoodClients.Begin(first.Address, Clients, pauseMillis: 0);
        await Task.Delay(TimeSpan.FromSeconds(3));
        first.Process.Kill();
        await first.Process.EndAsync();
        var answers = await clients.EndAsync();

        var start = Stopwatch.GetTimestamp();
        var second = await place.ServeAsync();
        await second.UntilAsync("ready");
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var after = await GoodClients.AskAsync(second.Address, seconds: 2);
        var isSound = second.Process.Logged("damaged") == 0;
        return Finding.Of(
            isSound && took <= LongestStart && after is { Failures: 0, Count: > 0 },
            $"{answers.Count} answers before; ready {took:0} ms after the process began ({usual:0} ms at the first start, without data); the database was {(isSound ? "sound" : "damaged")}; then {after.Count} answers, {after.Failed}");
    }
}
