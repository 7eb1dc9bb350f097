using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Json;

namespace Spam.Web.TensorFlowServing;

/// <summary>A request to <c>:predict</c>: rows (<c>instances</c>) or columns (<c>inputs</c>) of texts.</summary>
/// <param name="Texts">The texts.</param>
/// <param name="IsRows">Whether they came as rows: then the answer has rows too.</param>
/// <remarks>Source: api_rest.md, "Predict API".</remarks>
sealed record PredictRequest(IReadOnlyList<string> Texts, bool IsRows)
{
    const string Rows = "instances", Columns = "inputs";

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It is of neither form, or of both.</exception>
    public static PredictRequest From(Dictionary<string, object?> body, Limits limits)
        => (body.TryGetValue(Rows, out var rows), body.TryGetValue(Columns, out var columns)) switch
        {
            (true, true) => throw RefusedException.Bad($"Not formatted correctly: expecting only one of '{Columns}' or '{Rows}' keys to exist"),
            (true, _) => new(OfRows(rows, limits), IsRows: true),
            (_, true) => new(OfColumns(columns, limits), IsRows: false),
            _ => throw RefusedException.Bad($"Missing '{Columns}' or '{Rows}' key"),
        };

    static string[] OfRows(object? value, Limits limits)
    {
        if (value is not List<object?> items)
            throw RefusedException.Bad($"Expecting '{Rows}' to be a list/array; got {JsonKind.Of(value)}.");
        if (items.Count == 0)
            throw RefusedException.Bad($"No values in '{Rows}' array");
        if (!TextInput.IsNamed(items[0]))
            return TextInput.ReadAll(items, limits, Rows);

        var texts = new List<object?>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (!TextInput.IsNamed(items[i]))
                throw RefusedException.Bad($"Expecting object but got {JsonKind.Of(items[i])} at item {i} of '{Rows}'.");
            texts.Add(Named((Dictionary<string, object?>)items[i]!, $"Failed to process element: {i} of '{Rows}' list. Error: ")); // an object, as IsNamed saw
        }

        return TextInput.ReadAll(texts, limits, Rows);
    }

    static string[] OfColumns(object? value, Limits limits)
    {
        if (TextInput.IsNamed(value))
            value = Named((Dictionary<string, object?>)value!, "");
        return value is List<object?> items
            ? TextInput.ReadAll(items, limits, Columns)
            : throw RefusedException.Bad($"'{Columns}' is {JsonKind.Of(value)}, which has shape []; the input '{TextInput.Name}' has shape [-1]: expected a list of strings.");
    }

    static object? Named(Dictionary<string, object?> inputs, string place)
    {
        if (!inputs.TryGetValue(TextInput.Name, out var value))
            throw RefusedException.Bad($"{place}Missing named input: {TextInput.Name}");
        return inputs.Count == 1
            ? value
            : throw RefusedException.Bad($"{place}There is the input '{JsonKind.Short(inputs.Keys.First(name => name != TextInput.Name))}'; keys must be equal to: {TextInput.Name}");
    }
}
