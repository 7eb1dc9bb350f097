using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Spam.Model;

namespace Spam.Bench.Reload;

/// <summary>Replaces the model of a running service again and again while callers predict, and tells what they noticed.</summary>
static class ReloadReport
{
    const int BrokenEvery = 5, WarmUpReloads = 10;

    static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs it.</summary>
    /// <returns>The exit code: 1 where a request failed or an answer was wrong.</returns>
    public static async Task<int> RunAsync(int reloads, int clients, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("spam-reload-").FullName;
        try
        {
            return await RunAsync(folder, reloads, clients, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<int> RunAsync(string folder, int reloads, int clients, TextWriter output)
    {
        var models = Path.Combine(folder, "models");
        var maker = new VersionMaker(Path.Combine(models, "spam"));
        maker.Write(1);
        maker.Drop(1);
        await using var service = ServiceProcess.Begin(new Dictionary<string, string>
        {
            ["HOST"] = "127.0.0.1",
            ["PORT"] = "0",
            ["API_KEYS"] = "",
            ["MODEL_REPOSITORY"] = models,
            ["DEFAULT_MODEL"] = "spam",
            ["MODEL_VERSION"] = "",
            ["MODEL_VERSION_POLICY"] = "latest",
            ["MODEL_LABELS"] = "",
            ["MOCK_MODEL_CLASS"] = "0",
            ["MODEL_POLL_SECONDS"] = "1",
            ["STORE"] = "sqlite",
            ["DATA_DIRECTORY"] = Path.Combine(folder, "data"),
            ["MEMORY_CACHE_MB"] = "1",
            ["LOG_FORMAT"] = "text",
        });
        var server = await service.AddressAsync();
        using var stop = new CancellationTokenSource();
        var firstSeen = new ConcurrentDictionary<string, long>();
        var callers = Enumerable.Range(0, clients).Select(i => new ReloadClient(server, i)).ToList();
        var running = callers.Select(caller => Task.Run(() => caller.RunAsync(version => firstSeen.TryAdd(version, Stopwatch.GetTimestamp()), stop.Token))).ToList();

        var takeovers = new List<double>();
        var memory = new List<double>();
        for (var version = 2; version < reloads + 2; version++)
        {
            var damage = version % BrokenEvery == 0 ? VersionMaker.Damages[version / BrokenEvery % VersionMaker.Damages.Length] : null;
            maker.Write(version, damage);
            var dropped = Stopwatch.GetTimestamp();
            maker.Drop(version);
            using var patience = new CancellationTokenSource(_patience);
            if (damage is not null)
            {
                await service.LoggedAsync($"version v{version} ", "cannot be used", patience.Token);
                continue;
            }

            while (!firstSeen.ContainsKey($"v{version}"))
                await Task.Delay(1, patience.Token);
            takeovers.Add(Stopwatch.GetElapsedTime(dropped, firstSeen[$"v{version}"]).TotalMilliseconds);
            memory.Add(service.Megabytes);
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        return Print(output, maker, reloads, callers, takeovers, memory);
    }

    static int Print(TextWriter output, VersionMaker maker, int reloads, List<ReloadClient> callers, List<double> takeovers, List<double> memory)
    {
        var (failed, wrong) = (callers.Sum(caller => caller.Failures), callers.Sum(caller => caller.Wrong));
        var samples = callers.SelectMany(caller => caller.Samples).ToList();
        var difference = LargestDifference(maker, samples);
        takeovers.Sort();
        var warm = memory[Math.Min(WarmUpReloads, memory.Count) - 1];
        Line($"{reloads} versions dropped, {reloads - takeovers.Count} of them broken ({string.Join(", ", VersionMaker.Damages)}), {callers.Count} clients");
        Line($"requests {callers.Sum(caller => caller.Requests):N0}, failed {failed}, answers of another version than they claim {wrong}, slowest {callers.Max(caller => caller.Slowest):0} ms");
        Line($"scores compared with the version's files {samples.Count:N0}, largest difference {difference:0.0e+0}");
        Line($"from a whole folder to its first answer: median {takeovers[takeovers.Count / 2]:0} ms, longest {takeovers[^1]:0} ms (the folders are looked at every 1,000 ms)");
        Line($"memory after {Math.Min(WarmUpReloads, memory.Count)} reloads {warm:0} MB, at the end {memory[^1]:0} MB, most {memory.Max():0} MB");
        foreach (var reason in callers.Select(caller => caller.FirstFailure).OfType<string>().Take(3))
            Line($"failed: {reason}");
        return failed == 0 && wrong == 0 && difference < 1e-6 ? 0 : 1;

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    static double LargestDifference(VersionMaker maker, IEnumerable<(string Text, string Version, double Score)> samples)
    {
        var largest = 0.0;
        foreach (var version in samples.GroupBy(sample => sample.Version))
        {
            var model = AIModel.Load(maker.PathOf(int.Parse(version.Key.AsSpan(1), CultureInfo.InvariantCulture)));
            foreach (var (text, name, score) in version)
                largest = Math.Max(largest, Math.Abs(model.Predict(text).Scores[$"spam@{name}"] - score));
        }

        return largest;
    }
}
