using System.Text.Json;
using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Inference;
using Spam.Web.Json;
using Spam.Web.Repository;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;

namespace Spam.Web.Health;

/// <summary>Writes how the service is doing.</summary>
sealed class FindingsJson(
    ModelRepository models, Settings settings, StoreGuard guard, MemoryCache memory, InferenceQueue queue, CallLogQueue log, Counters counters)
{
    /// <summary>The answer's body.</summary>
    public ReadOnlyMemory<byte> Write(Findings findings) => PlainJson.Object(json =>
    {
        json.WriteString("status", findings.State.ToString().ToLowerInvariant());
        WriteDefaultModel(json);
        WriteModels(json, findings.Models);
        WriteStore(json, findings);
        json.WriteStartObject("cache");
        json.WriteNumber("in_memory", memory.Count);
        json.WriteNumber("hits", counters.CacheHits);
        json.WriteNumber("misses", counters.CacheMisses);
        json.WriteEndObject();
        json.WriteStartObject("log");
        json.WriteNumber("waiting", log.Waiting);
        json.WriteNumber("dropped", counters.CallsDropped);
        json.WriteEndObject();
        json.WriteStartObject("queue");
        json.WriteNumber("waiting", queue.Waiting);
        json.WriteEndObject();
        json.WriteNumber("inferences", counters.Inferences);
    });

    // What answers where no model is named.
    void WriteDefaultModel(Utf8JsonWriter json)
    {
        try
        {
            using var model = models.Borrow(default);
            json.WriteStartObject("model");
            json.WriteString("name", model.Name);
            json.WriteString("version", model.Version);
            json.WriteString("sha256", model.Classifier.ContentHash);
            json.WriteEndObject();
        }
        catch (Exception cause) when (cause is UnknownModelException or ModelNotReadyException)
        {
            json.WriteNull("model");
        }
    }

    static void WriteModels(Utf8JsonWriter json, IReadOnlyList<ModelFinding> models)
    {
        json.WriteStartArray("models");
        foreach (var model in models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("state", model.Reason is null ? "ready" : "unavailable");
            if (model.WholeReason is { } reason)
                json.WriteString("reason", reason);
            json.WriteStartArray("versions");
            foreach (var version in model.Versions)
            {
                json.WriteStartObject();
                json.WriteString("version", version.Version);
                json.WriteString("state", version.State.ToString().ToLowerInvariant());
                if (version.Error is { } error)
                    json.WriteString("reason", error);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void WriteStore(Utf8JsonWriter json, Findings findings)
    {
        json.WriteStartObject("store");
        json.WriteString("kind", settings.Store.ToString().ToLowerInvariant());
        json.WriteString("state", findings.StoreAnswers ? "up" : "down");
        if (!findings.StoreAnswers && guard.Reason is { } reason)
            json.WriteString("reason", reason);
        json.WriteString("circuit", guard.State);
        json.WriteNumber("failures", counters.StoreFailures);
        json.WriteNumber("spared", counters.StoreSpared);
        json.WriteEndObject();
        if (findings.FreeBytes is not { } free)
            return;
        json.WriteStartObject("disk");
        json.WriteString("state", findings.HasRoom ? "ok" : "full");
        json.WriteNumber("free_bytes", free);
        json.WriteEndObject();
    }
}
