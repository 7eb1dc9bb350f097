using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Json;
using Spam.Web.Predictions;

namespace Spam.Web.TensorFlowServing;

/// <summary>A request to <c>:classify</c> or <c>:regress</c>: examples with a feature <c>text</c>, or a context that has it for all.</summary>
/// <remarks>Source: api_rest.md, "Classify and Regress API".</remarks>
static class ClassifyRequest
{
    const string Examples = "examples", Context = "context";

    /// <summary>The texts.</summary>
    /// <exception cref="RefusedException">An example has none, or more than one.</exception>
    public static IReadOnlyList<string> TextsOf(Dictionary<string, object?> body, Limits limits)
    {
        var shared = body.TryGetValue(Context, out var context) ? Features(context, Context) : null;
        if (!body.TryGetValue(Examples, out var value))
            throw RefusedException.Bad($"When method is classify, key '{Examples}' is expected and was not found");
        if (value is not List<object?> examples)
            throw RefusedException.Bad($"Expecting '{Examples}' value to be a list/array; got {JsonKind.Of(value)}.");
        if (examples.Count == 0)
            throw RefusedException.Bad($"'{Examples}' value is an empty array");

        TextLimits.CheckCount(examples.Count, limits);
        var texts = new string[examples.Count];
        for (var i = 0; i < texts.Length; i++)
            texts[i] = TextOf(Features(examples[i], $"Example {i}"), shared, i, limits);
        return texts;
    }

    static string TextOf(Dictionary<string, object?> example, Dictionary<string, object?>? shared, int index, Limits limits)
    {
        if (example.ContainsKey(TextInput.Name) && shared?.ContainsKey(TextInput.Name) == true)
            throw RefusedException.Bad($"Example {index} has the feature '{TextInput.Name}', which '{Context}' has for all: expected in one of them.");
        if (!example.TryGetValue(TextInput.Name, out var value) && shared?.TryGetValue(TextInput.Name, out value) != true)
            throw RefusedException.Bad($"Example {index}: Feature: {TextInput.Name} (data type: string) is required but could not be found.");
        if (value is List<object?> values)
        {
            value = values.Count == 1
                ? values[0]
                : throw RefusedException.Bad($"Example {index} has {values.Count} values for the feature '{TextInput.Name}'; expected one.");
        }

        return TextInput.Read(value, index, limits, Examples);
    }

    static Dictionary<string, object?> Features(object? value, string place)
    {
        if (value is not Dictionary<string, object?> features)
            throw RefusedException.Bad($"{place} must be a JSON object; got {JsonKind.Of(value)}.");
        var other = features.Keys.FirstOrDefault(name => name != TextInput.Name);
        return other is null ? features : throw RefusedException.Bad($"{place} has the feature '{JsonKind.Short(other)}'; the model reads: {TextInput.Name}.");
    }
}
