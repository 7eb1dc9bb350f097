using System.Text;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Json;
using Spam.Web.Predictions;

namespace Spam.Web.TensorFlowServing;

/// <summary>Reads texts, which a request holds as strings or as <c>{"b64": "…"}</c>.</summary>
/// <remarks>Source: api_rest.md, "Encoding binary values".</remarks>
static class TextInput
{
    const string Base64Key = "b64";

    static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What the models' input is called.</summary>
    public const string Name = "text";

    /// <summary>Whether <paramref name="value"/> is an object of named inputs, and not a text in base64.</summary>
    public static bool IsNamed(object? value) => value is Dictionary<string, object?> members && !IsBase64(members);

    /// <summary>The texts of a list: each a string, base64, or a list of one of these.</summary>
    /// <exception cref="RefusedException">Some are not; or they are too many, or too long.</exception>
    public static string[] ReadAll(List<object?> items, Limits limits, string key)
    {
        TextLimits.CheckCount(items.Count, limits);
        var rank = items is [List<object?>, ..] ? 2 : 1;
        var texts = new string[items.Count];
        for (var i = 0; i < texts.Length; i++)
        {
            if (IsNamed(items[i]))
                throw RefusedException.Bad($"Expecting value/list but got object at item {i} of '{key}'.");
            texts[i] = Read(Element(items[i], rank, i, key), i, limits, key);
        }

        return texts;
    }

    /// <summary>One text.</summary>
    /// <exception cref="RefusedException">It is none, or too long.</exception>
    public static string Read(object? value, int index, Limits limits, string key)
    {
        var text = value as string ?? (value is Dictionary<string, object?> members && IsBase64(members) ? Decode((string)members[Base64Key]!, index, key) : null); // a text, as IsBase64 saw
        if (text is null)
            throw RefusedException.Bad($"Failed to process element: {index} of '{key}'. Error: it is {JsonKind.Of(value)}; expected a string, or an object {{\"{Base64Key}\": string}}.");
        TextLimits.CheckLength(text, index, limits);
        return text;
    }

    static object? Element(object? item, int rank, int index, string key) => (item, rank) switch
    {
        (List<object?> { Count: 1 } pair, 2) => pair[0],
        (List<object?> other, _) => throw RefusedException.Bad(
            $"Failed to process element: {index} of '{key}'. Error: it is a list of {other.Count}; the input '{Name}' has shape [-1]: one string for each text."),
        (_, 2) => throw RefusedException.Bad($"Failed to process element: {index} of '{key}'. Error: it is {JsonKind.Of(item)}, and the elements before are lists; expected one shape."),
        _ => item,
    };

    static bool IsBase64(Dictionary<string, object?> members) => members.Count == 1 && members.TryGetValue(Base64Key, out var encoded) && encoded is string;

    // The padding may be left off.
    static string Decode(string encoded, int index, string key)
    {
        var padded = (encoded.Length % 4) switch
        {
            2 => encoded + "==",
            3 => encoded + "=",
            _ => encoded,
        };
        var bytes = new byte[padded.Length / 4 * 3];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
            throw RefusedException.Bad($"Failed to process element: {index} of '{key}'. Error: Unable to base64 decode");
        try
        {
            return _strictUtf8.GetString(bytes.AsSpan(0, length));
        }
        catch (DecoderFallbackException)
        {
            throw RefusedException.Bad($"Failed to process element: {index} of '{key}'. Error: its {length} bytes are not UTF-8; expected a text.");
        }
    }
}
