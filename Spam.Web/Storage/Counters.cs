using System.Diagnostics.Metrics;
using Spam.Web.Metrics;

namespace Spam.Web.Storage;

/// <summary>What happened since the start, for readiness and for .NET's meters.</summary>
sealed class Counters
{
    long _cacheHits;
    long _cacheMisses;
    long _cacheBypasses;
    long _cacheErrors;
    long _inferences;
    long _storeCallsFailed;
    long _storeCallsSpared;
    long _callsDropped;

    /// <summary>Counts from zero.</summary>
    public Counters(IMeterFactory meters)
    {
        var meter = meters.Create(ServiceMeter.Name);
        meter.CreateObservableCounter("spam.cache.requests", CacheRequests, "{text}", "Texts by what the cache had: their answer, or not, or it was not asked, or it failed.");
        Observe("spam.inferences", "{text}", "Texts that the model ran for.", () => Inferences);
        Observe("spam.store.failures", "{call}", "Calls of the store that failed or took too long.", () => StoreFailures);
        Observe("spam.store.spared", "{call}", "Calls of the store not made, because it kept failing.", () => StoreSpared);
        Observe("spam.log.dropped", "{text}", "Texts not logged, because too many waited.", () => CallsDropped);

        void Observe(string name, string unit, string description, Func<long> value) => meter.CreateObservableCounter(name, value, unit, description);
    }

    /// <summary>Texts answered from the cache.</summary>
    public long CacheHits => Volatile.Read(ref _cacheHits);

    /// <summary>Texts looked for in the cache and not found.</summary>
    public long CacheMisses => Volatile.Read(ref _cacheMisses);

    /// <summary>Texts not looked for in the cache, as their callers wished.</summary>
    public long CacheBypasses => Volatile.Read(ref _cacheBypasses);

    /// <summary>Texts looked for while the cache did not answer.</summary>
    public long CacheErrors => Volatile.Read(ref _cacheErrors);

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

    /// <summary>Counts texts not looked for in the cache.</summary>
    public void Bypassed(int texts) => Interlocked.Add(ref _cacheBypasses, texts);

    /// <summary>Counts texts looked for while the cache did not answer.</summary>
    public void LookupFailed(int texts) => Interlocked.Add(ref _cacheErrors, texts);

    /// <summary>Counts texts that the model ran for.</summary>
    public void Inferred(int texts) => Interlocked.Add(ref _inferences, texts);

    /// <summary>Counts a call of the store that failed.</summary>
    public void StoreCallFailed() => Interlocked.Increment(ref _storeCallsFailed);

    /// <summary>Counts a call of the store that was not made.</summary>
    public void StoreCallSpared() => Interlocked.Increment(ref _storeCallsSpared);

    /// <summary>Counts texts that are not logged.</summary>
    public void Dropped(int texts) => Interlocked.Add(ref _callsDropped, texts);

    IEnumerable<Measurement<long>> CacheRequests()
    {
        const string result = "result";
        yield return new(CacheHits, new KeyValuePair<string, object?>(result, "hit"));
        yield return new(CacheMisses, new KeyValuePair<string, object?>(result, "miss"));
        yield return new(CacheBypasses, new KeyValuePair<string, object?>(result, "bypass"));
        yield return new(CacheErrors, new KeyValuePair<string, object?>(result, "error"));
    }
}
