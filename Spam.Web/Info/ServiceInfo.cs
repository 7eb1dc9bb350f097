using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Spam.Web.Configuration;
using Spam.Web.Json;
using Spam.Web.Repository;
using Spam.Web.Repository.Versions;
using Spam.Web.Storage;

namespace Spam.Web.Info;

/// <summary>What runs here, for whoever operates or calls it: versions, models, limits and store. No secrets, and no paths.</summary>
sealed class ServiceInfo(Settings settings, ModelRepository models, StoreGuard guard, StartTime started)
{
    static readonly string _version = typeof(ServiceInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>The answer's body.</summary>
    public ReadOnlyMemory<byte> Write() => PlainJson.Object(json =>
    {
        json.WriteString("api_name", settings.ApiName);
        json.WriteString("version", _version);
        json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
        json.WriteString("started_at", started.Utc);
        json.WriteNumber("uptime_seconds", Math.Round(started.Uptime.TotalSeconds, 3));
        WriteModels(json);
        WriteLimits(json);
        WriteStore(json);
    });

    void WriteModels(Utf8JsonWriter json)
    {
        json.WriteString("default_model", models.DefaultName);
        json.WriteStartArray("models");
        foreach (var name in models.Names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteStartObject("version_labels");
            foreach (var (label, version) in models.LabelsOf(name))
                json.WriteString(label, version);
            json.WriteEndObject();
            json.WriteStartArray("versions");
            foreach (var status in models.StatusOf(name))
                WriteVersion(json, name, status);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void WriteVersion(Utf8JsonWriter json, string name, VersionStatus status)
    {
        json.WriteStartObject();
        json.WriteString("version", status.Version);
        json.WriteString("state", status.State.ToString().ToLowerInvariant());
        if (status.Error is { } error)
            json.WriteString("reason", error);
        using (var model = ModelsInUse.TryBorrow(models, name, status))
        {
            if (model is not null)
            {
                json.WriteString("sha256", model.Classifier.ContentHash);
                json.WriteString("loaded_at", model.LoadedAt);
                json.WriteStartArray("labels");
                foreach (var label in model.Classifier.Labels)
                    json.WriteStringValue(label);
                json.WriteEndArray();
            }
        }

        json.WriteEndObject();
    }

    void WriteLimits(Utf8JsonWriter json)
    {
        json.WriteStartObject("limits");
        json.WriteNumber("body_bytes", settings.Limits.BodyBytes);
        json.WriteNumber("text_length", settings.Limits.TextLength);
        json.WriteNumber("texts", settings.Limits.Texts);
        json.WriteNumber("url_length", settings.Limits.UrlLength);
        json.WriteNumber("inference_threads", settings.Inference.Threads);
        json.WriteNumber("inference_queue", settings.Inference.Queue);
        NumberOrNull(json, "requests_per_second", settings.Rate.PerSecond);
        NumberOrNull(json, "requests_at_once", settings.Rate.Burst);
        NumberOrNull(json, "connections", settings.Connections.Most);
        json.WriteEndObject();
    }

    void WriteStore(Utf8JsonWriter json)
    {
        json.WriteStartObject("store");
        json.WriteString("kind", settings.Store.ToString().ToLowerInvariant());
        json.WriteString("state", guard.IsUp ? "up" : "down");
        json.WriteBoolean("required", settings.StorageRequired);
        json.WriteNumber("cache_days", settings.CacheDays);
        json.WriteNumber("log_days", settings.LogDays);
        json.WriteNumber("memory_cache_mb", settings.MemoryCacheMegabytes);
        json.WriteEndObject();
    }

    // No limit is null, not 0.
    static void NumberOrNull(Utf8JsonWriter json, string name, int value)
    {
        if (value > 0)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
