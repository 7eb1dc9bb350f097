namespace Spam.Bench.Report;

/// <summary>The peak of one and of all cores as this run has seen it: looked at again beside each figure, because a shared machine changes its mind.</summary>
sealed class PeakOfRun(ReportSize size)
{
    readonly Dictionary<int, double> _best = [];

    /// <summary>The best so far, after another look.</summary>
    public double Of(int numCores)
    {
        var now = Peak.Cores(numCores, Math.Max(2, size.Tries / 4));
        return _best[numCores] = Math.Max(now, _best.GetValueOrDefault(numCores));
    }
}
