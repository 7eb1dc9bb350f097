using System.Buffers;
using Spam.Web.Json;
using Spam.Web.Repository.Versions;

namespace Spam.Web.OpenInference;

/// <summary>Writes what there is to know of the server and its models.</summary>
/// <remarks>Source: Open Inference Protocol, inference_rest.md; Triton's extension_model_repository.md for the index.</remarks>
static class ModelJson
{
    /// <summary>The server.</summary>
    public static ReadOnlyMemory<byte> Server(string name, string version)
    {
        var body = new ArrayBufferWriter<byte>(128);
        var json = new JsonWriter(body);
        json.Raw("{\"name\":"u8);
        json.String(name);
        json.Raw(",\"version\":"u8);
        json.String(version);
        json.Raw(",\"extensions\":[\"classification\",\"model_repository\"]}"u8);
        return body.WrittenMemory;
    }

    /// <summary>The names of the models.</summary>
    public static ReadOnlyMemory<byte> Models(IReadOnlyList<string> names)
    {
        var body = new ArrayBufferWriter<byte>(128);
        var json = new JsonWriter(body);
        json.Raw("{\"models\":"u8);
        WriteStrings(json, names);
        json.Raw("}"u8);
        return body.WrittenMemory;
    }

    /// <summary>A model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="versions">The versions that can be asked.</param>
    /// <param name="platform">What runs it.</param>
    /// <param name="labels">How many labels it has.</param>
    public static ReadOnlyMemory<byte> Metadata(string name, IReadOnlyList<string> versions, string platform, int labels)
    {
        var body = new ArrayBufferWriter<byte>(512);
        var json = new JsonWriter(body);
        json.Raw("{\"name\":"u8);
        json.String(name);
        json.Raw(",\"versions\":"u8);
        WriteStrings(json, versions);
        json.Raw(",\"platform\":"u8);
        json.String(platform);
        json.Raw(",\"inputs\":[{\"name\":\"text\",\"datatype\":\"BYTES\",\"shape\":[-1]}],\"outputs\":[{\"name\":\"probabilities\",\"datatype\":\"FP32\",\"shape\":[-1,"u8);
        json.Integer(labels);
        json.Raw("]},{\"name\":\"label\",\"datatype\":\"BYTES\",\"shape\":[-1]}]}"u8);
        return body.WrittenMemory;
    }

    /// <summary>A model that can be asked.</summary>
    public static ReadOnlyMemory<byte> Ready(string name)
    {
        var body = new ArrayBufferWriter<byte>(128);
        var json = new JsonWriter(body);
        json.Raw("{\"name\":"u8);
        json.String(name);
        json.Raw(",\"ready\":true}"u8);
        return body.WrittenMemory;
    }

    /// <summary>Each version of each model with its state.</summary>
    public static ReadOnlyMemory<byte> Index(IEnumerable<(string Name, VersionStatus Status)> versions)
    {
        var body = new ArrayBufferWriter<byte>(512);
        var json = new JsonWriter(body);
        json.Raw("["u8);
        var first = true;
        foreach (var (name, status) in versions)
        {
            json.Raw(first ? "{\"name\":"u8 : ",{\"name\":"u8);
            first = false;
            json.String(name);
            json.Raw(",\"version\":"u8);
            json.String(status.Version);
            json.Raw(",\"state\":"u8);
            json.String(StateOf(status.State));
            json.Raw(",\"reason\":"u8);
            json.String(status.Error);
            json.Raw("}"u8);
        }

        json.Raw("]"u8);
        return body.WrittenMemory;
    }

    static string StateOf(VersionState state) => state switch
    {
        VersionState.Available => "READY",
        VersionState.Start or VersionState.Loading => "LOADING",
        VersionState.Unloading => "UNLOADING",
        _ => "UNAVAILABLE",
    };

    static void WriteStrings(JsonWriter json, IReadOnlyList<string> texts)
    {
        json.Raw("["u8);
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            json.String(texts[i]);
        }

        json.Raw("]"u8);
    }
}
