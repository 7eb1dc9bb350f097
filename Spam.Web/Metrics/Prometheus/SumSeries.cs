namespace Spam.Web.Metrics.Prometheus;

/// <summary>Adds up what is recorded.</summary>
sealed class SumSeries(string labels) : Series(labels)
{
    double _sum;

    /// <inheritdoc/>
    public override void Record(double value)
    {
        var before = Volatile.Read(ref _sum);
        while (true)
        {
            var found = Interlocked.CompareExchange(ref _sum, before + value, before);
            if (found.Equals(before))
                return;
            before = found;
        }
    }

    /// <inheritdoc/>
    public override void Write(MetricsText text, string family) => text.Sample(family, "", Labels, Volatile.Read(ref _sum));
}
