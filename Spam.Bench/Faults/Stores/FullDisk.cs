using System.Diagnostics;
using Spam.Bench.Faults.Clients;

namespace Spam.Bench.Faults.Stores;

/// <summary>The disk of the store is full, and then is not; and a training run meets it.</summary>
static class FullDisk
{
    public static Fault Fault { get; } = new(
        "full-disk", "the disk is full", "`DATA_DIRECTORY` on a tmpfs of 80 MB that is filled under 4 clients, then emptied; a training run into it while it is full",
        "predictions go on; readiness says degraded; the database is whole; the trainer leaves the model that is there", TryAsync);

    static async Task<Finding> TryAsync(FaultPlace place)
    {
        var data = Path.Combine(place.Disk, "data");
        var models = Path.Combine(place.Disk, "models");
        var digest = Copy(place.Model, Path.Combine(models, "spam", "v1"));
        var service = await place.ServeAsync(("DATA_DIRECTORY", data));
        await service.UntilAsync("ready");
        var before = await GoodClients.AskAsync(service.Address, seconds: 2);

        var filler = Path.Combine(place.Disk, "filler");
        Fill(filler);
        var during = await GoodClients.AskAsync(service.Address, seconds: 4);
        var state = await service.ReadyAsync();
        var failures = await service.MetricAsync("spam_store_failures_total");
        var trained = await TrainAsync(models);
        var isOldModelThere = DigestOf(Path.Combine(models, "spam", "v1")) == digest;
        File.Delete(filler);
        var recovered = await service.UntilAsync("ready");
        var after = await GoodClients.AskAsync(service.Address, seconds: 2);
        service.Process.Terminate();
        var exitCode = await service.Process.EndAsync();

        var again = await place.ServeAsync(("DATA_DIRECTORY", data)); // checks the database
        await again.UntilAsync("ready");
        var isSound = again.Process.Logged("damaged") == 0;
        return Finding.Of(
            before.Failures + during.Failures + after.Failures == 0 && during.Count > 0 && state is { Status: 200, State: "degraded" } && failures > 0 && isSound && exitCode == 0 && trained == 1 && isOldModelThere,
            $"{during.Count} predictions while it was full, {during.Failed}, p99 {during.P99:0} ms ({before.P99:0} before); {failures} calls of the store failed; ready told {state.Status} {state.State}; ready again {recovered:0} ms after there was room; the database {(isSound ? "is sound" : "was damaged")}; training ended with exit code {trained} and {(isOldModelThere ? "left the old model" : "DAMAGED the old model")}");
    }

    static void Fill(string path)
    {
        var bytes = new byte[1 << 16];
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (file.Length < 1 << 30) // never more, should the disk be no small one
                file.Write(bytes);
        }
        catch (IOException)
        {
            return; // full, as it shall be
        }

        throw new InvalidOperationException($"{Path.GetDirectoryName(path)} is on no small disk.");
    }

    // A few rows and one pass over them.
    static async Task<int> TrainAsync(string models)
    {
        var rows = Path.Combine(Path.GetTempPath(), $"spam-fault-{Environment.ProcessId}.csv");
        await File.WriteAllLinesAsync(rows, ["label,text", .. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? $"ham,see you at home {i}" : $"spam,win a free prize {i}")]);
        try
        {
            var target = new DirectoryInfo(AppContext.BaseDirectory); // the trainer is built beside this program
            using var trainer = Process.Start(new ProcessStartInfo(
                "dotnet", [Path.Combine(target.FullName, "Spam.Train.dll"), "train", "--data", rows, "--epochs", "1", "--out", models, "--overwrite", "--max-length", "20"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!; // a program is named
            var output = trainer.StandardOutput.ReadToEndAsync();
            var error = await trainer.StandardError.ReadToEndAsync();
            await output;
            await trainer.WaitForExitAsync();
            return error.Contains("space", StringComparison.OrdinalIgnoreCase) || trainer.ExitCode == 0
                ? trainer.ExitCode
                : throw new InvalidOperationException($"the training run failed otherwise: {error}");
        }
        finally
        {
            File.Delete(rows);
        }
    }

    static string Copy(string source, string target)
    {
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // in a folder
            File.Copy(file, path);
        }

        return DigestOf(target);
    }

    static string DigestOf(string folder) => string.Join(' ', Spam.Model.FileDigests.OfFolder(folder).Select(file => file.ToString()));
}
