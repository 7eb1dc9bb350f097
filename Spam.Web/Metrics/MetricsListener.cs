using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Spam.Web.Metrics.Prometheus;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Spam.Web.Metrics;

/// <summary>Listens to the meters of .NET, of the server and of the API from the start, and writes what they said.</summary>
sealed class MetricsListener : IDisposable
{
    /// <summary>The meter of .NET itself, which all of a process share.</summary>
    const string Runtime = "System.Runtime";

    /// <summary>.NET makes it a counter. It is a length, and falls.</summary>
    const string QueueLength = "dotnet.thread_pool.queue.length";

    static readonly FrozenSet<string> _meters = FrozenSet.Create(
        StringComparer.Ordinal, ServiceMeter.Name, Runtime, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting");

    // For an instrument that advises none, as OpenTelemetry has them.
    static readonly double[] _usualBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000];

    readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    readonly MeterListener _listener = new();
    readonly Lock _looking = new();

    /// <summary>Listens to the meters that this service made, and to that of .NET.</summary>
    public MetricsListener(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            var meter = instrument.Meter;
            if (MetricName.IsTaken(instrument))
                return;
            if (_meters.Contains(meter.Name) && (meter.Scope == meters || meter.Name == Runtime))
                listener.EnableMeasurementEvents(instrument, FamilyOf(instrument));
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, family) => Record(family, value, tags));
        _listener.Start();
    }

    /// <summary>All that is known now.</summary>
    public ReadOnlyMemory<byte> Write()
    {
        var text = new MetricsText();
        lock (_looking)
        {
            var families = Snapshot();
            foreach (var family in families)
                family.BeginLook();
            _listener.RecordObservableInstruments();
            foreach (var family in families)
                family.EndLook();
            foreach (var family in Snapshot())
                family.Write(text);
        }

        return text.Bytes;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    static void Record(object? family, double value, ReadOnlySpan<Tag> tags) => ((Family)family!).Record(value, tags); // given when listening began

    Family[] Snapshot()
    {
        lock (_families)
            return [.. _families.Values];
    }

    // Two instruments of one name are one family.
    Family FamilyOf(Instrument instrument)
    {
        var made = Make(instrument);
        lock (_families)
        {
            if (_families.TryGetValue(made.Name, out var known) && known.Type == made.Type)
                return known;
            _families.TryAdd(made.Name, made);
            return made;
        }
    }

    static Family Make(Instrument instrument)
    {
        var kind = instrument.GetType();
        kind = kind.IsGenericType ? kind.GetGenericTypeDefinition() : kind;
        var isCounter = (kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>)) && instrument.Name != QueueLength;
        var isHistogram = kind == typeof(Histogram<>);
        var bounds = isHistogram ? BoundsOf(instrument) : [];
        return new(
            MetricName.Of(instrument, isCounter),
            isCounter ? "counter" : isHistogram ? "histogram" : "gauge",
            instrument.Description ?? instrument.Name,
            labels => isHistogram ? new HistogramSeries(labels, bounds) : instrument.IsObservable ? new ObservedSeries(labels) : new SumSeries(labels));
    }

    static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } advised } => [.. advised.Select(bound => (double)bound)],
        _ => _usualBounds,
    };
}
