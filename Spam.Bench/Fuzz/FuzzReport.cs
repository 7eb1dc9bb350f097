using System.Diagnostics;
using System.Globalization;
using Spam.Keras;

namespace Spam.Bench.Fuzz;

/// <summary>Damages every golden file many times, and reports how its reader takes it: it loads, or it is refused with a KerasException, soon and in bounded memory.</summary>
static class FuzzReport
{
    const int MaxFaultsShown = 20;
    static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(2);

    /// <summary>Prints a table, a line a format, and the faults.</summary>
    /// <param name="count">How many times each file is damaged.</param>
    /// <param name="folder">The folder of the formats; null for the repository's.</param>
    /// <param name="output">Where to print.</param>
    /// <returns>0 where there was no fault, else 1.</returns>
    public static int Print(int count, string? folder, TextWriter output)
    {
        var scratch = Directory.CreateTempSubdirectory("spam-fuzz-").FullName;
        try
        {
            var targets = FuzzTargets.Of(folder ?? GoldenFolder.Find(), scratch);
            var results = new FuzzResult[targets.Count];
            var watch = Stopwatch.StartNew();
            Parallel.For(0, targets.Count, i => results[i] = Run(targets[i], count));

            output.WriteLine("format         | files |      runs |    loaded |   refused | faults | slowest ms | most MB");
            foreach (var kind in results.GroupBy(result => result.Target.Kind))
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{kind.Key,-14} | {kind.Count(),5} | {kind.Sum(result => result.Loaded + result.Refused + result.Faults.Count),9} | {kind.Sum(result => result.Loaded),9} | {kind.Sum(result => result.Refused),9} | {kind.Sum(result => result.Faults.Count),6} | {kind.Max(result => result.Slowest.TotalMilliseconds),10:f0} | {kind.Max(result => result.MostBytes) / 1e6,7:f1}"));
            }

            var faults = results.SelectMany(result => result.Faults.Select(fault => $"{result.Target.Name}: {fault}")).ToList();
            foreach (var fault in faults.Take(MaxFaultsShown))
                output.WriteLine(fault);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{faults.Count} faults in {results.Sum(result => result.Loaded + result.Refused + result.Faults.Count)} runs, {watch.Elapsed.TotalSeconds:f0} s"));
            return faults.Count == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    static FuzzResult Run(FuzzTarget target, int count)
    {
        var result = new FuzzResult(target);
        var maxBytes = (64L * target.Sound.Length) + (64 << 20);
        for (var seed = 0; seed < count; seed++)
        {
            var bytes = Mutation.Of(target.Sound, new Random(seed));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var time = Load(target, bytes, seed, result);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (time > _maxTime)
                time = Load(target, bytes, seed, new(target)); // a busy machine makes anything slow once
            (result.Slowest, result.MostBytes) = (time > result.Slowest ? time : result.Slowest, Math.Max(result.MostBytes, allocated));
            if (time > _maxTime)
                result.Faults.Add($"seed {seed}: it took {time.TotalSeconds:f1} s");
            if (allocated > maxBytes)
                result.Faults.Add($"seed {seed}: it took {allocated / 1e6:f0} MB");
        }

        return result;
    }

    static TimeSpan Load(FuzzTarget target, byte[] bytes, int seed, FuzzResult result)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            target.Load(bytes);
            result.Loaded++;
        }
        catch (KerasException)
        {
            result.Refused++;
        }
        catch (Exception fault) // any other is what this looks for
        {
            result.Faults.Add($"seed {seed}: {fault.GetType().Name}: {fault.Message} {fault.StackTrace?.Split('\n')[0].Trim()}");
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
