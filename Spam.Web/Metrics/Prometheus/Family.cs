using System.Collections.Concurrent;
using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace Spam.Web.Metrics.Prometheus;

/// <summary>All series of one name.</summary>
/// <param name="name">Its name in Prometheus.</param>
/// <param name="type">What Prometheus calls its kind: counter, gauge or histogram.</param>
/// <param name="help">What it says.</param>
/// <param name="make">Makes a series for labels.</param>
sealed class Family(string name, string type, string help, Func<string, Series> make)
{
    /// <summary>How many series it has at most: what comes then is recorded under one label that says so.</summary>
    public const int MostSeries = 1_000;

    readonly ConcurrentDictionary<Tag[], Series> _byTags = new(new TagComparer());
    readonly Dictionary<string, Series> _byLabels = [];
    readonly Lock _adding = new();

    /// <summary>Its name in Prometheus.</summary>
    public string Name => name;

    /// <summary>What Prometheus calls its kind.</summary>
    public string Type => type;

    /// <summary>Takes a measurement.</summary>
    public void Record(double value, ReadOnlySpan<Tag> tags)
        => (_byTags.GetAlternateLookup<ReadOnlySpan<Tag>>().TryGetValue(tags, out var series) ? series : Add(tags)).Record(value);

    /// <summary>Begins a look at what is observed.</summary>
    public void BeginLook()
    {
        lock (_adding)
        {
            foreach (var series in _byLabels.Values.OfType<ObservedSeries>())
                series.Begin();
        }
    }

    /// <summary>Ends a look: what is observed no longer is forgotten.</summary>
    public void EndLook()
    {
        lock (_adding)
        {
            foreach (var (tags, series) in _byTags)
            {
                if (series is ObservedSeries { WasSeen: false })
                    _byTags.TryRemove(tags, out _);
            }

            foreach (var (labels, series) in _byLabels)
            {
                if (series is ObservedSeries { WasSeen: false })
                    _byLabels.Remove(labels);
            }
        }
    }

    /// <summary>Writes all its lines.</summary>
    public void Write(MetricsText text)
    {
        Series[] all;
        lock (_adding)
            all = [.. _byLabels.Values];
        if (all.Length == 0)
            return;

        text.Family(name, type, help);
        foreach (var series in all.OrderBy(series => series.Labels, StringComparer.Ordinal))
            series.Write(text, name);
    }

    // Tags of different kinds may read the same, 200 and "200": they are one series, as two lines alike would be none that can be read.
    Series Add(ReadOnlySpan<Tag> tags)
    {
        var kept = Labels.Of(tags);
        var labels = Labels.Write(kept);
        lock (_adding)
        {
            if (_byLabels.TryGetValue(labels, out var known))
                return _byTags.GetOrAdd(kept, known);
            if (_byLabels.Count >= MostSeries)
                return AddByLabels(Labels.Overflow);
            return _byTags[kept] = AddByLabels(labels);
        }
    }

    Series AddByLabels(string labels)
    {
        if (!_byLabels.TryGetValue(labels, out var series))
            _byLabels[labels] = series = make(labels);
        return series;
    }
}
