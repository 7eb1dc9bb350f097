using System.Buffers;
using System.Globalization;
using Spam.Model;
using Spam.Web.Json;
using Spam.Web.Predictions;

namespace Spam.Web.OpenInference;

/// <summary>Writes the answer to an inference: tensors, flat, row after row.</summary>
/// <remarks>Source: Open Inference Protocol, inference_rest.md, "Inference Response JSON Object"; Triton's extension_classification.md.</remarks>
static class InferJson
{
    const int BytesEach = 24; // of a number

    /// <summary>The answer.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="version">The model's version.</param>
    /// <param name="labels">How many labels it has.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="answers">What it says of each text.</param>
    public static ReadOnlyMemory<byte> Write(string name, string version, int labels, InferRequest request, IReadOnlyList<Answer> answers)
    {
        var body = new ArrayBufferWriter<byte>(512 + (answers.Count * labels * BytesEach));
        var json = new JsonWriter(body);
        json.Raw("{\"model_name\":"u8);
        json.String(name);
        json.Raw(",\"model_version\":"u8);
        json.String(version);
        if (request.Id is { } id)
        {
            json.Raw(",\"id\":"u8);
            json.String(id);
        }

        json.Raw(",\"outputs\":["u8);
        for (var i = 0; i < request.Outputs.Count; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            WriteOutput(json, request.Outputs[i], labels, answers);
        }

        json.Raw("]}"u8);
        return body.WrittenMemory;
    }

    static void WriteOutput(JsonWriter json, RequestedOutput output, int labels, IReadOnlyList<Answer> answers)
    {
        var classes = output.Classes is { } wanted ? Math.Min(wanted, labels) : (int?)null;
        json.Raw("{\"name\":"u8);
        json.String(output.Name);
        json.Raw(",\"shape\":["u8);
        json.Integer(answers.Count);
        if (output.Name == Tensors.Probabilities)
        {
            json.Raw(","u8);
            json.Integer(classes ?? labels);
        }

        json.Raw("],\"datatype\":"u8);
        json.String(output.Name == Tensors.Label || classes is not null ? Tensors.Bytes : "FP32");
        json.Raw(",\"data\":["u8);
        for (var i = 0; i < answers.Count; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            var prediction = answers[i].Prediction;
            if (output.Name == Tensors.Label)
                json.String(prediction.Top.Label);
            else if (classes is { } count)
                WriteClasses(json, prediction, count);
            else
                WriteScores(json, prediction);
        }

        json.Raw("]}"u8);
    }

    // The scores are float32, widened: the digits are those of the double.
    static void WriteScores(JsonWriter json, Prediction prediction)
    {
        var first = true;
        foreach (var score in prediction.Scores.Values)
        {
            if (!first)
                json.Raw(","u8);
            first = false;
            json.Number(score);
        }
    }

    // value:index:label, the likeliest first, and of equal ones the first in label order.
    static void WriteClasses(JsonWriter json, Prediction prediction, int count)
    {
        var first = true;
        foreach (var (index, (label, score)) in prediction.Scores.Index().OrderByDescending(entry => entry.Item.Value).Take(count))
        {
            if (!first)
                json.Raw(","u8);
            first = false;
            json.String($"{score.ToString(CultureInfo.InvariantCulture)}:{index}:{label}");
        }
    }
}
