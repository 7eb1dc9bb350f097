using System.Diagnostics.Metrics;

namespace Spam.Web.Storage;

/// <summary>What happened since the start, for readiness and for .NET's meters.</summary>
sealed class Counters
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Spam.Web";

    readonly Meter _meter;
    long _cacheHits;
    long _cacheMisses;
    long _inferences;
    long _storeCallsFailed;
    long _storeCallsSpared;
    long _callsDropped;

    /// <summary>Counts from zero.</summary>
    public Counters(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        Observe("spam.cache.hits", "{text}", "Texts answered from the cache.", () => CacheHits);
        Observe("spam.cache.misses", "{text}", "Texts looked for in the cache and not found.", () => CacheMisses);
        Observe("spam.inferences", "{text}", "Texts that the model ran for.", () => Inferences);
        Observe("spam.store.failures", "{call}", "Calls of the store that failed or took too long.", () => StoreFailures);
        Observe("spam.store.spared", "{call}", "Calls of the store not made, because it kept failing.", () => StoreSpared);
        Observe("spam.log.dropped", "{text}", "Texts not logged, because too many waited.", () => CallsDropped);
    }

    /// <summary>Texts answered from the cache.</summary>
    public long CacheHits => Volatile.Read(ref _cacheHits);

    /// <summary>Texts looked for in the cache and not found.</summary>
    public long CacheMisses => Volatile.Read(ref _cacheMisses);

    /// <summary>Texts that the model ran for.</summary>
    public long Inferences => Volatile.Read(ref _inferences);

    /// <summary>Calls of the store that failed or took too long.</summary>
    public long StoreFailures => Volatile.Read(ref _storeCallsFailed);

    /// <summary>Calls of the store not made, because it kept failing.</summary>
    public long StoreSpared => Volatile.Read(ref _storeCallsSpared);

    /// <summary>Texts not logged, because too many waited.</summary>
    public long CallsDropped => Volatile.Read(ref _callsDropped);

    /// <summary>Counts texts answered from the cache.</summary>
    public void Hit(int texts) => Interlocked.Add(ref _cacheHits, texts);

    /// <summary>Counts texts not found in the cache.</summary>
    public void Missed(int texts) => Interlocked.Add(ref _cacheMisses, texts);

    /// <summary>Counts texts that the model ran for.</summary>
    public void Inferred(int texts) => Interlocked.Add(ref _inferences, texts);

    /// <summary>Counts a call of the store that failed.</summary>
    public void StoreCallFailed() => Interlocked.Increment(ref _storeCallsFailed);

    /// <summary>Counts a call of the store that was not made.</summary>
    public void StoreCallSpared() => Interlocked.Increment(ref _storeCallsSpared);

    /// <summary>Counts texts that are not logged.</summary>
    public void Dropped(int texts) => Interlocked.Add(ref _callsDropped, texts);

    void Observe(string name, string unit, string description, Func<long> value) => _meter.CreateObservableCounter(name, value, unit, description);
}
