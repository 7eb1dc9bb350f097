using System.Buffers;
using Spam.Web.Json;

namespace Spam.Web.Predictions;

/// <summary>Writes answers with the bytes that the workshop's service sends.</summary>
static class PredictionJson
{
    const int BytesEach = 160; // without the input

    /// <summary>One answer.</summary>
    public static ReadOnlyMemory<byte> One(Answer answer, string? input)
    {
        var body = new ArrayBufferWriter<byte>(BytesEach + (input?.Length ?? 0));
        Write(new(body), answer, input);
        return body.WrittenMemory;
    }

    /// <summary>A list of answers.</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="inputs">Their texts, or null where they are not sent back.</param>
    public static ReadOnlyMemory<byte> Many(IReadOnlyList<Answer> answers, IReadOnlyList<string>? inputs)
    {
        var body = new ArrayBufferWriter<byte>(2 + (BytesEach * answers.Count));
        var json = new JsonWriter(body);
        json.Raw("["u8);
        for (var i = 0; i < answers.Count; i++)
        {
            if (i > 0)
                json.Raw(","u8);
            Write(json, answers[i], inputs?[i]);
        }

        json.Raw("]"u8);
        return body.WrittenMemory;
    }

    // The scores are float32, widened: the digits are those of the double.
    static void Write(JsonWriter json, Answer answer, string? input)
    {
        json.Raw("{\"input\":"u8);
        json.StringOrNull(input);
        json.Raw(",\"prediction\":{"u8);
        var first = true;
        foreach (var (label, score) in answer.Prediction.Scores)
        {
            if (!first)
                json.Raw(","u8);
            first = false;
            json.String(label);
            json.Raw(":"u8);
            json.Number(score);
        }

        json.Raw("},\"top\":{\"label\":"u8);
        json.String(answer.Prediction.Top.Label);
        json.Raw(",\"value\":"u8);
        json.Number(answer.Prediction.Top.Value);
        json.Raw("},\"from_cache\":"u8);
        json.Boolean(answer.FromCache);
        json.Raw("}"u8);
    }
}
