using Spam.Bench.Faults.Clients;

namespace Spam.Bench.Faults.Stores;

/// <summary>The database stops answering under load, comes back, dies, and comes back again.</summary>
static class DyingDatabase
{
    const int Clients = 8, LogQueue = 100;
    const double Seconds = 4;

    public static Fault Fault { get; } = new(
        "database-dies", "the database dies under load", $"a double of Cassandra hangs for {Seconds} s, goes on, is killed for {Seconds} s, and starts again, under {Clients} clients; `LOG_QUEUE={LogQueue}`",
        "no prediction fails; cache errors are counted; the circuit opens; calls wait to be logged up to a bound, then are dropped and counted", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var cassandra = await place.CassandraAsync();
        var service = await place.ServeAsync([.. FaultPlace.Of(cassandra), ("LOG_QUEUE", FormattableString.Invariant($"{LogQueue}"))]);
        await service.UntilAsync("ready");

        var well = await AskAsync();
        await cassandra.TellAsync("suspend");
        var hung = await AskAsync();
        var state = await service.ReadyAsync();
        await cassandra.TellAsync("resume");
        var resumed = await service.UntilAsync("ready");
        await cassandra.TellAsync("kill");
        var dead = await AskAsync();
        await cassandra.TellAsync("revive");
        var revived = await service.UntilAsync("ready");
        var after = await AskAsync();

        var errors = await service.MetricAsync("spam_cache_requests_total", "error");
        var spared = await service.MetricAsync("spam_store_spared_total");
        while (await service.MetricAsync("spam_log_waiting") > 0)
            await Task.Delay(20);
        var dropped = await service.MetricAsync("spam_log_dropped_total");
        service.Process.Terminate(); // writes what it has in its hands
        var exitCode = await service.Process.EndAsync();
        var logged = await cassandra.CountAsync("spam_faults.spam_calls_per_caller");
        GoodAnswers[] all = [well, hung, dead, after];
        var (answered, failed) = (all.Sum(answers => answers.Count), all.Sum(answers => answers.Failures));
        var isKept = failed == 0 && errors > 0 && spared > 0 && state is { Status: 200, State: "degraded" } && logged + dropped == answered && exitCode == 0;
        return Finding.Of(
            isKept,
            $"{answered} predictions, {failed} failed; p99 {well.P99:0} ms well, {hung.P99:0} ms while it hung (longest {hung.Longest:0}), {dead.P99:0} ms while it was dead; {errors} cache errors, {spared} calls of the store spared, state {state.State}; ready again {resumed:0} and {revived:0} ms after it came back; {logged} calls logged, {dropped} dropped");

        Task<GoodAnswers> AskAsync() => GoodClients.AskAsync(service.Address, Seconds, Clients);
    }
}
