namespace Spam.Web.Metrics.Prometheus;

/// <summary>What an instrument says when it is asked. Measurements of one look that differ in no label are added up.</summary>
sealed class ObservedSeries(string labels) : Series(labels)
{
    double _value;

    /// <summary>Whether it was seen at this look.</summary>
    public bool WasSeen { get; private set; }

    /// <summary>Begins a look.</summary>
    public void Begin() => (WasSeen, _value) = (false, 0);

    /// <inheritdoc/>
    public override void Record(double value) => (WasSeen, _value) = (true, _value + value); // looks come one after another

    /// <inheritdoc/>
    public override void Write(MetricsText text, string family) => text.Sample(family, "", Labels, _value);
}
