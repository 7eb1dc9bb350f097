using System.Globalization;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Train.Files;
using Spam.Train.Reports;

namespace Spam.Train.Inspections;

/// <summary>A saved model or its weights.</summary>
static class ContentInspection
{
    /// <summary>Says what was found.</summary>
    public static Inspection Of(SavedContent content) => new([ToReport(content)], ToJson(content), content.Problem);

    static Report ToReport(SavedContent content)
    {
        List<ReportTable> tables = [];
        if (content.Layers.Count > 0)
            tables.Add(new(["layer", "output shape", "parameters"], [.. content.Layers.Select(layer => (string[])[$"{layer.Name} ({layer.ClassName})", layer.OutputShape, Text(layer.NumParameters)])]));
        if (content.Tensors.Count > 0)
            tables.Add(new(["tensor", "type", "shape"], [.. content.Tensors.Select(tensor => (string[])[tensor.Name, tensor.Type, $"{tensor.Shape}"])]));
        foreach (var signature in content.Signatures)
        {
            tables.Add(new(
                [$"signature {signature.Name}", "name", "type", "shape"],
                [.. signature.Inputs.Values.Select(tensor => Row("takes", tensor)), .. signature.Outputs.Values.Select(tensor => Row("gives", tensor))]));
        }

        return new($"{content.Path}: {ModelFormats.Describe(content.Form)}", tables, [.. Facts(content)]);
    }

    static IEnumerable<ReportFact> Facts(SavedContent content)
    {
        yield return new("size", $"{Text(content.Size)} bytes");
        yield return new("written by", content.WrittenBy.Count == 0 ? "not said" : string.Join(", ", content.WrittenBy.Select(entry => $"{entry.Key} {entry.Value}")));
        if (content.ModelName is { } name)
        {
            yield return new("model", $"{name} ({content.ModelClass})");
            yield return new("parameters", $"{Text(content.NumParameters)}, of which {Text(content.NumTrainableParameters)} are trained");
        }

        if (content.ModelName is not null)
            yield return new("compiled with", content.Optimizer ?? "nothing");
        yield return new("optimizer state", content.HasOptimizerState switch { true => "there", false => "not there", null => "not known" });
        foreach (var check in content.Checks)
            yield return new($"checksum {check.Of}", $"{(check.IsRight ? "OK" : "WRONG")}: {check.Detail}");
        if (content.Checks.Count == 0)
            yield return new("checksum", "this form has none, or it was not reached");
        yield return new("loads", content.Problem is not null ? $"NO: {content.Problem}" : Kind(content));
    }

    static string Kind(SavedContent content)
        => content.ModelName is not null ? "yes, as a model of layers"
            : content.Form == SavedForm.SavedModel ? "yes, as a graph that predicts: there are no layers"
            : "yes, as weights for a model that has these layers";

    static JsonObject ToJson(SavedContent content) => new()
    {
        ["path"] = content.Path,
        ["format"] = ModelFormats.Of(content.Form),
        ["bytes"] = content.Size,
        ["written_by"] = new JsonObject(content.WrittenBy.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value))),
        ["model"] = content.ModelName is null ? null : new JsonObject
        {
            ["name"] = content.ModelName,
            ["class"] = content.ModelClass,
            ["parameters"] = content.NumParameters,
            ["trainable_parameters"] = content.NumTrainableParameters,
            ["optimizer"] = content.Optimizer,
            ["layers"] = new JsonArray([.. content.Layers.Select(layer => new JsonObject
            {
                ["name"] = layer.Name,
                ["class"] = layer.ClassName,
                ["output_shape"] = layer.OutputShape,
                ["parameters"] = layer.NumParameters,
            })]),
        },
        ["tensors"] = new JsonArray([.. content.Tensors.Select(tensor => new JsonObject { ["name"] = tensor.Name, ["type"] = tensor.Type, ["shape"] = Sizes(tensor.Shape) })]),
        ["signatures"] = new JsonObject(content.Signatures.Select(signature => KeyValuePair.Create(signature.Name, (JsonNode?)new JsonObject
        {
            ["inputs"] = Tensors(signature.Inputs),
            ["outputs"] = Tensors(signature.Outputs),
        }))),
        ["optimizer_state"] = content.HasOptimizerState,
        ["checksums"] = new JsonArray([.. content.Checks.Select(check => new JsonObject { ["of"] = check.Of, ["ok"] = check.IsRight, ["detail"] = check.Detail })]),
        ["loads"] = content.Problem is null,
        ["problem"] = content.Problem,
    };

    static string[] Row(string direction, GraphTensorInfo tensor) => [direction, tensor.Name, tensor.Type, tensor.Shape?.ToString() ?? "any"];

    static JsonObject Tensors(IReadOnlyDictionary<string, GraphTensorInfo> tensors)
        => new(tensors.Values.Select(tensor => KeyValuePair.Create(tensor.Name, (JsonNode?)new JsonObject { ["type"] = tensor.Type, ["shape"] = Sizes(tensor.Shape) })));

    // An axis of any size is null; so is a shape of which nothing is known.
    static JsonArray? Sizes(Shape? shape) => shape is null ? null : new([.. shape.Select(size => size == Shape.Unknown ? null : (JsonNode?)size)]);

    static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
