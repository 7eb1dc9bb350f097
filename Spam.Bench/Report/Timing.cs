using System.Diagnostics;

namespace Spam.Bench.Report;

/// <summary>Ways to take the time of an action, after it has run once to warm up.</summary>
static class Timing
{
    /// <summary>The seconds of one run: the mean of each try, and of the tries the best, as what disturbs can only slow down.</summary>
    public static double Best(ReportSize size, Action action)
    {
        var repeats = Math.Max(1, (int)(size.SecondsATry / Math.Max(1e-7, Once(action))));
        var best = double.MaxValue;
        for (var i = 0; i < size.Tries; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var repeat = 0; repeat < repeats; repeat++)
                action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / repeats);
        }

        return best;
    }

    /// <summary>The seconds of one run where several threads work at once, each on what <paramref name="make"/> gives it: of each try the slowest thread's, and of the tries the best.</summary>
    public static double BestTogether(ReportSize size, int numThreads, Func<Action> make)
    {
        var actions = Enumerable.Range(0, numThreads).Select(_ => make()).ToArray();
        var repeats = Math.Max(1, (int)(size.SecondsATry / Math.Max(1e-7, actions.Max(Once))));
        using var team = new Barrier(numThreads);
        var seconds = new double[numThreads, size.Tries];
        var threads = Enumerable.Range(0, numThreads).Select(number => new Thread(() => Measure(number))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return Enumerable.Range(0, size.Tries).Min(i => Enumerable.Range(0, numThreads).Max(number => seconds[number, i]));

        void Measure(int number)
        {
            for (var i = 0; i < size.Tries; i++)
            {
                team.SignalAndWait();
                var start = Stopwatch.GetTimestamp();
                for (var repeat = 0; repeat < repeats; repeat++)
                    actions[number]();
                seconds[number, i] = Stopwatch.GetElapsedTime(start).TotalSeconds / repeats;
            }
        }
    }

    /// <summary>The median and the 99th percentile of the seconds of single runs, and the bytes that a run allocates.</summary>
    public static (double Median, double Percentile99, long Bytes) Each(int count, Action action)
    {
        for (var i = 0; i < count / 2; i++)
            action();

        var seconds = new double[count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            seconds[i] = Once(action);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        Array.Sort(seconds);
        return (seconds[count / 2], seconds[count * 99 / 100], bytes);
    }

    static double Once(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
