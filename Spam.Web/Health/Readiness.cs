using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Json;
using Spam.Web.Repository;
using Spam.Web.Storage;

namespace Spam.Web.Health;

/// <summary>Finds out how the service is doing.</summary>
sealed class Readiness(
    Drain drain, ModelRepository models, Settings settings, StoreGuard guard, PredictionStore predictions,
    MemoryCache memory, CallLogQueue log, Counters counters)
{
    /// <summary>Asks the store for something, within the time budget of a prediction.</summary>
    public async Task<ReadyState> CheckAsync(CancellationToken cancellation)
    {
        if (drain.IsStopping)
            return ReadyState.Stopping;
        var (answered, _) = await guard.TryReadAsync(predictions.ProbeAsync, cancellation);
        return answered ? ReadyState.Ready : ReadyState.Degraded;
    }

    /// <summary>Writes the findings.</summary>
    public void Write(JsonWriter json, ReadyState state)
    {
        using var model = models.Borrow(default);
        json.Raw("{\"status\":"u8);
        json.String(state.ToString().ToLowerInvariant());
        json.Raw(",\"model\":{\"name\":"u8);
        json.String(model.Name);
        Text(json, "version", model.Version);
        Text(json, "sha256", model.Classifier.ContentHash);
        json.Raw("},\"store\":{\"kind\":"u8);
        json.String(settings.Store.ToString().ToLowerInvariant());
        Text(json, "state", state == ReadyState.Degraded ? "down" : "up");
        if (state == ReadyState.Degraded && guard.Reason is { } reason)
            Text(json, "reason", reason);
        Text(json, "circuit", guard.State);
        Number(json, "failures", counters.StoreFailures);
        Number(json, "spared", counters.StoreSpared);
        json.Raw("},\"cache\":{\"in_memory\":"u8);
        json.Integer(memory.Count);
        Number(json, "hits", counters.CacheHits);
        Number(json, "misses", counters.CacheMisses);
        json.Raw("},\"log\":{\"waiting\":"u8);
        json.Integer(log.Waiting);
        Number(json, "dropped", counters.CallsDropped);
        json.Raw("},\"inferences\":"u8);
        json.Integer(counters.Inferences);
        json.Raw("}"u8);
    }

    static void Text(JsonWriter json, string name, string value)
    {
        json.Raw(","u8);
        json.String(name);
        json.Raw(":"u8);
        json.String(value);
    }

    static void Number(JsonWriter json, string name, long value)
    {
        json.Raw(","u8);
        json.String(name);
        json.Raw(":"u8);
        json.Integer(value);
    }
}
