using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Spam.Web.Configuration;
using Spam.Web.Storage.Cassandra;
using Spam.Web.Storage.Sqlite;

namespace Spam.Web.Storage.Checks;

/// <summary>The command <c>check-store</c>: tries the store of the settings out and prints each step with its time. What users run first against their own cluster.</summary>
static class StoreCheck
{
    /// <summary>The command's name.</summary>
    public const string Command = "check-store";

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the steps until one fails.</summary>
    /// <returns>The exit code: 0 where all went well, 1 where a step failed.</returns>
    public static async Task<int> RunAsync(Settings settings, TextWriter output)
    {
        if (settings.Store == StoreKind.None)
        {
            await output.WriteLineAsync("STORE=none keeps nothing: there is nothing to check. Set STORE to sqlite, cassandra or astra.");
            return 0;
        }

        await using var probe = ProbeOf(settings);
        await output.WriteLineAsync($"store    {probe.Place}");
        foreach (var step in probe.Steps)
        {
            if (!await TryAsync(probe, step, output))
                return 1;
        }

        await output.WriteLineAsync("The store is ready.");
        return 0;
    }

    static IStoreProbe ProbeOf(Settings settings) => settings.Cassandra is { } cassandra
        ? new CassandraProbe(cassandra, TimeProvider.System, NullLogger.Instance)
        : new SqliteProbe(settings, TimeProvider.System);

    static async Task<bool> TryAsync(IStoreProbe probe, ProbeStep step, TextWriter output)
    {
        var watch = Stopwatch.StartNew();
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            var found = await step.Run(patience.Token);
            await output.WriteLineAsync(FormattableString.Invariant($"{step.Name,-8} ok      {watch.Elapsed.TotalMilliseconds,7:0} ms  {found}"));
            return true;
        }
        catch (Exception cause)
        {
            var why = cause is OperationCanceledException
                ? new($"It did not end within {_patience.TotalSeconds:0} seconds", "Is the store reachable from this machine, and not too busy?")
                : probe.Explain(cause);
            await output.WriteLineAsync(FormattableString.Invariant($"{step.Name,-8} FAILED  {watch.Elapsed.TotalMilliseconds,7:0} ms  {why.Message}."));
            await output.WriteLineAsync($"What to do: {why.Advice}");
            return false;
        }
    }
}
