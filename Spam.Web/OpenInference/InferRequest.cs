using System.Globalization;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Json;

namespace Spam.Web.OpenInference;

/// <summary>A request to classify texts.</summary>
/// <param name="Id">What the caller calls it; null for nothing.</param>
/// <param name="Texts">The texts.</param>
/// <param name="Outputs">What to answer.</param>
/// <remarks>Source: Open Inference Protocol, inference_rest.md, "Inference Request JSON Object".</remarks>
sealed record InferRequest(string? Id, IReadOnlyList<string> Texts, IReadOnlyList<RequestedOutput> Outputs)
{
    const string Place = "The request";

    /// <summary>The header with which binary tensors come.</summary>
    public const string BinaryHeader = "Inference-Header-Content-Length";

    /// <summary>Binary tensors are not read.</summary>
    public static RefusedException NoBinary(string what)
        => RefusedException.Bad($"{what} is of the binary tensor data extension, which this server does not have: send and ask for tensors as JSON.");

    /// <summary>Reads it.</summary>
    /// <exception cref="RefusedException">It is not what the model reads.</exception>
    public static InferRequest From(Dictionary<string, object?> body, Limits limits)
    {
        var id = Member.Optional<string>(body, "id", Place, "a string");
        if (Member.Parameters(body, Place)?.GetValueOrDefault("binary_data_output") is true)
            throw NoBinary("The parameter 'binary_data_output'");

        var inputs = Member.Required<List<object?>>(body, "inputs", Place, "a list of tensors");
        var texts = inputs.Count == 1
            ? TextTensor.Read(Member.Object(inputs[0], "inputs[0]"), limits)
            : throw RefusedException.Bad($"The request has {inputs.Count} inputs; the model has one: '{Tensors.Text}'.");
        return new(id, texts, OutputsOf(body));
    }

    static IReadOnlyList<RequestedOutput> OutputsOf(Dictionary<string, object?> body)
    {
        if (Member.Optional<List<object?>>(body, "outputs", Place, "a list of outputs") is not { Count: > 0 } items)
            return Tensors.Outputs;

        var outputs = new List<RequestedOutput>(Tensors.Outputs.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var output = OutputOf(Member.Object(items[i], $"outputs[{i}]"), $"outputs[{i}]");
            if (outputs.Any(other => other.Name == output.Name))
                throw RefusedException.Bad($"outputs[{i}] asks for '{output.Name}' again; expected each output once.");
            outputs.Add(output);
        }

        return outputs;
    }

    static RequestedOutput OutputOf(Dictionary<string, object?> item, string place)
    {
        var name = Member.Required<string>(item, "name", place, "a string");
        if (Tensors.Outputs.All(output => output.Name != name))
            throw RefusedException.Bad($"{place}: there is no output '{JsonKind.Short(name)}'; the model has: {string.Join(", ", Tensors.Outputs.Select(output => output.Name))}.");
        var parameters = Member.Parameters(item, place);
        if (parameters?.GetValueOrDefault("binary_data") is true)
            throw NoBinary($"{place}: the parameter 'binary_data'");
        return new(name, parameters?.TryGetValue("classification", out var classes) == true ? ClassesOf(classes, name, place) : null);
    }

    static int ClassesOf(object? value, string name, string place)
    {
        if (name != Tensors.Probabilities)
            throw RefusedException.Bad($"{place}: the parameter 'classification' is for numbers; '{name}' is {Tensors.Bytes}: ask it of '{Tensors.Probabilities}'.");
        return value is JsonInteger integer && int.TryParse(integer.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw RefusedException.Bad($"{place}: the parameter 'classification' is {(value is JsonInteger other ? JsonKind.Short(other.Digits) : JsonKind.Of(value))}; expected a whole number from 1.");
    }
}
