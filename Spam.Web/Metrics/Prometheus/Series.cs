namespace Spam.Web.Metrics.Prometheus;

/// <summary>What was recorded under one set of labels.</summary>
/// <param name="labels">The labels as they are written, without brackets.</param>
abstract class Series(string labels)
{
    /// <summary>The labels as they are written, without brackets.</summary>
    public string Labels => labels;

    /// <summary>Takes a measurement. Any number of threads may record at once.</summary>
    public abstract void Record(double value);

    /// <summary>Writes its lines.</summary>
    public abstract void Write(MetricsText text, string family);
}
