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
