namespace Spam.Web.Metrics.Prometheus;

/// <summary>Counts what is recorded by its size.</summary>
sealed class HistogramSeries : Series
{
    readonly double[] _bounds;
    readonly string[] _bucketLabels;
    readonly long[] _counts;
    readonly Lock _lock = new();
    double _sum;

    /// <summary>Counts in buckets up to and with <paramref name="bounds"/>, and one for all above.</summary>
    public HistogramSeries(string labels, double[] bounds)
        : base(labels)
    {
        var before = labels.Length > 0 ? $"{labels}," : "";
        (_bounds, _counts) = (bounds, new long[bounds.Length + 1]);
        _bucketLabels = [.. bounds.Append(double.PositiveInfinity).Select(bound => $"{before}le=\"{MetricsText.Number(bound)}\"")];
    }

    /// <inheritdoc/>
    public override void Record(double value)
    {
        var bucket = 0;
        while (bucket < _bounds.Length && !(value <= _bounds[bucket]))
            bucket++;
        lock (_lock) // so that count and sum are those of the same measurements
        {
            _counts[bucket]++;
            _sum += value;
        }
    }

    /// <inheritdoc/>
    public override void Write(MetricsText text, string family)
    {
        long[] counts;
        double sum;
        lock (_lock)
            (counts, sum) = ([.. _counts], _sum);

        var count = 0L;
        for (var i = 0; i < counts.Length; i++)
            text.Sample(family, "_bucket", _bucketLabels[i], count += counts[i]);
        text.Sample(family, "_sum", Labels, sum);
        text.Sample(family, "_count", Labels, count);
    }
}
