using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Spam.Web.Metrics;

/// <summary>What the API itself measures: predictions, the model's work, the store's, and what was refused.</summary>
sealed class ServiceMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Spam.Web";

    static readonly InstrumentAdvice<double> _seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    static readonly InstrumentAdvice<int> _texts = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] };

    readonly Counter<long> _predictions;
    readonly Histogram<double> _inferences;
    readonly Histogram<int> _batches;
    readonly Histogram<double> _waits;
    readonly Histogram<double> _storeCalls;
    readonly Counter<long> _rejections;

    /// <summary>Makes the instruments.</summary>
    public ServiceMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _predictions = meter.CreateCounter<long>("spam.predictions", "{text}", "Answers given, from the model or the cache, by their likeliest label.");
        _inferences = meter.CreateHistogram("spam.inference.duration", "s", "How long a run of the model took.", advice: _seconds);
        _batches = meter.CreateHistogram("spam.inference.batch_size", "{text}", "How many texts a run of the model took together.", advice: _texts);
        _waits = meter.CreateHistogram("spam.queue.duration", "s", "How long a call's texts waited until the model began with them.", advice: _seconds);
        _storeCalls = meter.CreateHistogram("spam.storage.operation.duration", "s", "How long a call of the store took, by what was asked and how it ended.", advice: _seconds);
        _rejections = meter.CreateCounter<long>("spam.requests.rejected", "{request}", "Requests that were refused, by the reason.");
    }

    /// <summary>Begins at zero what may never happen: an increase from nothing would not be seen.</summary>
    public void Begin()
    {
        foreach (var reason in Rejection.All)
            _rejections.Add(0, new KeyValuePair<string, object?>("reason", reason));
    }

    /// <summary>Counts an answer.</summary>
    public void Predicted(string model, string version, string label)
        => _predictions.Add(1, new("model", model), new("version", version), new("label", label));

    /// <summary>Measures a run of the model.</summary>
    public void Inferred(TimeSpan took, int texts)
    {
        _inferences.Record(took.TotalSeconds);
        _batches.Record(texts);
    }

    /// <summary>Measures the wait for the model.</summary>
    public void Waited(TimeSpan time) => _waits.Record(time.TotalSeconds);

    /// <summary>Measures a call of the store.</summary>
    /// <param name="operation">What was asked.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="start">When it began: a stopwatch's timestamp.</param>
    public void StoreCalled(string operation, string outcome, long start)
        => _storeCalls.Record(Stopwatch.GetElapsedTime(start).TotalSeconds, new("op", operation), new("outcome", outcome));

    /// <summary>Counts a request that was refused.</summary>
    /// <param name="reason">One of <see cref="Rejection.All"/>.</param>
    public void Rejected(string reason) => _rejections.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
