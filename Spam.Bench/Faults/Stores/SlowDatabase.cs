using Spam.Bench.Faults.Clients;

namespace Spam.Bench.Faults.Stores;

/// <summary>The database takes five seconds for each answer.</summary>
static class SlowDatabase
{
    const int BudgetMillis = 50;

    public static Fault Fault { get; } = new(
        "database-slow", "a slow database", $"a double of Cassandra answers after 5 s, under 4 clients for 8 s; `STORE_TIMEOUT_MS={BudgetMillis}`",
        "p99 at most the budget and what it is with a quick database", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var cassandra = await place.CassandraAsync();
        var service = await place.ServeAsync([.. FaultPlace.Of(cassandra), ("STORE_TIMEOUT_MS", FormattableString.Invariant($"{BudgetMillis}"))]);
        await service.UntilAsync("ready");
        await GoodClients.AskAsync(service.Address, seconds: 2); // warm up

        var quick = await GoodClients.AskAsync(service.Address, seconds: 4);
        await cassandra.TellAsync("slow 5000");
        var slow = await GoodClients.AskAsync(service.Address, seconds: 8);
        var errors = await service.MetricAsync("spam_cache_requests_total", "error");
        return Finding.Of(
            quick.Failures + slow.Failures == 0 && slow.P99 <= BudgetMillis + quick.P99,
            $"{slow.Count} predictions, {slow.Failed}; p99 {slow.P99:0} ms (longest {slow.Longest:0}), with a quick one {quick.P99:0} ms; {errors} texts looked for in vain");
    }
}
