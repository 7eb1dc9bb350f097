using Spam.Bench.Faults.Clients;
using Spam.Bench.Faults.Processes;
using Spam.Bench.Faults.Stores;

namespace Spam.Bench.Faults;

/// <summary>Brings faults about, one after the other, and prints a row of a table for each: what happened, and whether the promise was kept.</summary>
static class FaultTable
{
    static readonly TimeSpan _patience = TimeSpan.FromSeconds(150);

    static readonly Fault[] _all =
    [
        DyingDatabase.Fault, SlowDatabase.Fault, FullDisk.Fault, LargeRequests.Fault, SlowClients.OfHeaders, SlowClients.OfBodies, IdleConnections.Fault, Overload.Fault, Stop.Fault, Kill.Fault,
    ];

    /// <summary>Brings about those that are named, or all. One that fills a disk needs a folder on a small one: <c>full-disk=FOLDER</c>.</summary>
    /// <returns>0 where all promises were kept, 1 where one was not, 2 where a name is none.</returns>
    public static async Task<int> RunAsync(string[] names, TextWriter output)
    {
        var chosen = names.Length == 0 ? [.. _all.Select(fault => fault.Name)] : names;
        if (chosen.Select(NameOf).FirstOrDefault(name => Array.TrueForAll(_all, fault => fault.Name != name)) is { } unknown)
        {
            await output.WriteLineAsync($"'{unknown}' is no fault that is measured. Known: {string.Join(", ", _all.Select(fault => fault.Name))}.");
            return 2;
        }

        var failed = 0;
        foreach (var name in chosen)
        {
            var fault = Array.Find(_all, fault => fault.Name == NameOf(name))!; // the names were looked at
            var finding = await TryAsync(fault, name.Contains('=', StringComparison.Ordinal) ? name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..] : null);
            failed += finding.IsKept ? 0 : 1;
            await output.WriteLineAsync($"| {fault.Title} | {fault.Done} | {fault.Promise} | {finding.Figures} | {(finding.IsKept ? "kept" : "NOT KEPT")} |");
        }

        return failed == 0 ? 0 : 1;
    }

    // Whatever happens, what was started for it is ended.
    static async Task<Finding> TryAsync(Fault fault, string? disk)
    {
        await using var place = new FaultPlace(disk);
        try
        {
            return await fault.TryAsync(place).WaitAsync(_patience);
        }
        catch (Exception cause)
        {
            return new(IsKept: false, $"it could not be looked at to its end: {cause.Message.ReplaceLineEndings(" ")}");
        }
    }

    static string NameOf(string name) => name.Split('=')[0];
}
