using System.Buffers;
using Spam.Web.Json;
using Spam.Web.Predictions;
using Spam.Web.Repository.Versions;

namespace Spam.Web.TensorFlowServing;

/// <summary>Writes answers as TensorFlow Serving does.</summary>
/// <remarks>Source: api_rest.md, and get_model_metadata.proto and get_model_status.proto as JSON.</remarks>
static class ServingJson
{
    const int BytesEach = 40; // of a score, with its label

    /// <summary>The answer to <c>:predict</c>. One output stands alone; several stand under their names.</summary>
    public static ReadOnlyMemory<byte> Predictions(IReadOnlyList<Answer> answers, bool isRows, bool hasClasses, int labels)
    {
        var body = new ArrayBufferWriter<byte>(64 + (answers.Count * labels * BytesEach));
        var json = new JsonWriter(body);
        json.Raw(isRows ? "{\"predictions\":"u8 : "{\"outputs\":"u8);
        if (!hasClasses)
        {
            WriteEach(body, answers, WriteScores);
        }
        else if (isRows)
        {
            WriteEach(body, answers, static (body, answer) =>
            {
                var json = new JsonWriter(body);
                json.Raw("{\"classes\":"u8);
                WriteClasses(body, answer);
                json.Raw(",\"scores\":"u8);
                WriteScores(body, answer);
                json.Raw("}"u8);
            });
        }
        else
        {
            json.Raw("{\"classes\":"u8);
            WriteEach(body, answers, WriteClasses);
            json.Raw(",\"scores\":"u8);
            WriteEach(body, answers, WriteScores);
            json.Raw("}"u8);
        }

        json.Raw("}"u8);
        return body.WrittenMemory;
    }

    /// <summary>The answer to <c>:classify</c>: labels with their scores.</summary>
    public static ReadOnlyMemory<byte> Classifications(IReadOnlyList<Answer> answers, int labels)
    {
        var body = new ArrayBufferWriter<byte>(64 + (answers.Count * labels * BytesEach));
        var json = new JsonWriter(body);
        json.Raw("{\"results\":"u8);
        WriteEach(body, answers, static (body, answer) =>
        {
            var json = new JsonWriter(body);
            json.Raw("["u8);
            var first = true;
            foreach (var (label, score) in answer.Prediction.Scores)
            {
                json.Raw(first ? "["u8 : ",["u8);
                first = false;
                json.String(label);
                json.Raw(","u8);
                ServingNumber.Write(score, body);
                json.Raw("]"u8);
            }

            json.Raw("]"u8);
        });
        json.Raw("}"u8);
        return body.WrittenMemory;
    }

    /// <summary>How versions are doing.</summary>
    public static ReadOnlyMemory<byte> Status(IReadOnlyList<VersionStatus> versions)
    {
        var body = new ArrayBufferWriter<byte>(256);
        var json = new JsonWriter(body);
        json.Raw("{\"model_version_status\":"u8);
        WriteEach(body, versions, static (body, version) =>
        {
            var json = new JsonWriter(body);
            json.Raw("{\"version\":"u8);
            json.String(VersionNumber.Of(version.Version));
            json.Raw(",\"state\":"u8);
            json.String(version.State.ToString().ToUpperInvariant());
            json.Raw(",\"status\":{\"error_code\":"u8);
            json.String(version.Error is null || version.State == VersionState.Available ? "OK" : "UNKNOWN"); // why a load failed is told in words
            json.Raw(",\"error_message\":"u8);
            json.String(version.Error);
            json.Raw("}}"u8);
        });
        json.Raw("}"u8);
        return body.WrittenMemory;
    }

    /// <summary>The signatures of a model.</summary>
    public static ReadOnlyMemory<byte> Metadata(string name, string version, int labels)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        var json = new JsonWriter(body);
        json.Raw("{\"model_spec\":{\"name\":"u8);
        json.String(name);
        json.Raw(",\"signature_name\":\"\",\"version\":"u8);
        json.String(VersionNumber.Of(version));
        json.Raw("},\"metadata\":{\"signature_def\":{\"signature_def\":{"u8);
        WriteSignature(json, Signature.Default, labels);
        json.Raw(","u8);
        WriteSignature(json, Signature.Classify, labels);
        json.Raw("}}}}"u8);
        return body.WrittenMemory;
    }

    static void WriteSignature(JsonWriter json, Signature signature, int labels)
    {
        json.String(signature.Name);
        json.Raw(":{\"inputs\":{"u8);
        WriteTensor(json, TextInput.Name, "DT_STRING", null);
        json.Raw("},\"outputs\":{"u8);
        if (signature.HasClasses)
        {
            WriteTensor(json, "classes", "DT_STRING", labels);
            json.Raw(","u8);
        }

        WriteTensor(json, "scores", "DT_FLOAT", labels);
        json.Raw("},\"method_name\":"u8);
        json.String(signature.Method);
        json.Raw("}"u8);
    }

    static void WriteTensor(JsonWriter json, string name, string type, int? columns)
    {
        json.String(name);
        json.Raw(":{\"dtype\":"u8);
        json.String(type);
        json.Raw(",\"tensor_shape\":{\"dim\":[{\"size\":\"-1\",\"name\":\"\"}"u8);
        if (columns is { } size)
        {
            json.Raw(",{\"size\":\""u8);
            json.Integer(size);
            json.Raw("\",\"name\":\"\"}"u8);
        }

        json.Raw("],\"unknown_rank\":false},\"name\":"u8);
        json.String($"{name}:0");
        json.Raw("}"u8);
    }

    static void WriteEach<T>(ArrayBufferWriter<byte> body, IReadOnlyList<T> items, Action<ArrayBufferWriter<byte>, T> write)
    {
        body.Write("["u8);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            write(body, items[i]);
        }

        body.Write("]"u8);
    }

    static void WriteScores(ArrayBufferWriter<byte> body, Answer answer)
    {
        body.Write("["u8);
        var first = true;
        foreach (var score in answer.Prediction.Scores.Values)
        {
            if (!first)
                body.Write(","u8);
            first = false;
            ServingNumber.Write(score, body);
        }

        body.Write("]"u8);
    }

    static void WriteClasses(ArrayBufferWriter<byte> body, Answer answer)
    {
        var json = new JsonWriter(body);
        json.Raw("["u8);
        var first = true;
        foreach (var label in answer.Prediction.Scores.Keys)
        {
            if (!first)
                json.Raw(","u8);
            first = false;
            json.String(label);
        }

        json.Raw("]"u8);
    }
}
