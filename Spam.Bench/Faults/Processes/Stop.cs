using System.Diagnostics;
using Spam.Bench.Faults.Clients;

namespace Spam.Bench.Faults.Processes;

/// <summary>The signal to stop, under load.</summary>
static class Stop
{
    const int Clients = 16;

    public static Fault Fault { get; } = new(
        "stop", "SIGTERM under load", $"SIGTERM while {Clients} clients ask without pause; another looks at readiness every 10 ms",
        "no request fails on a connection that the service has taken; readiness turns to 503 first; exit code 0 within 30 s", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var service = await place.ServeAsync();
        await GoodClients.AskAsync(service.Address, seconds: 2, Clients, pauseMillis: 0);

        var clients = GoodClients.Begin(service.Address, Clients, pauseMillis: 0);
        await Task.Delay(TimeSpan.FromSeconds(1));
        var start = Stopwatch.GetTimestamp();
        service.Process.Terminate();
        var turned = await UntilStoppingAsync(service, start);
        var exitCode = await service.Process.EndAsync();
        var took = Stopwatch.GetElapsedTime(start);
        var answers = await clients.EndAsync();
        return Finding.Of(
            answers.Failures == 0 && exitCode == 0 && turned is not null && took < TimeSpan.FromSeconds(30),
            $"{answers.Count} requests, {answers.Failed}, {answers.TurnedAway} new connections never taken after the service had asked to close; readiness {(turned is { } after ? FormattableString.Invariant($"503 after {after:0} ms") : "never told")}; exit code {exitCode} after {took.TotalMilliseconds:0} ms");
    }

    // How many milliseconds after the signal it told that it stops; null where it took no connection before it had.
    static async Task<double?> UntilStoppingAsync(ServiceUnderFault service, long start)
    {
        try
        {
            while (await service.ReadyAsync() is not { Status: 503, State: "stopping" })
                await Task.Delay(10);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
