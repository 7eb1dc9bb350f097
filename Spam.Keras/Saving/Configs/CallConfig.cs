using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>Writes the calls of a Functional model's layers.</summary>
/// <remarks>
/// Keras 2: <c>[["table", 0, 0, {}]]</c>, a list of layer, which of its calls, which of its outputs, and further arguments.
/// Keras 3: <c>{"args", "kwargs"}</c> with such places in <c>__keras_tensor__</c> objects.
/// </remarks>
static class CallConfig
{
    /// <summary>One call of a layer.</summary>
    public static JsonNode Write(Model model, Node node, ConfigForm form)
        => form == ConfigForm.Keras3 ? WriteKeras3(model, node, KnownLayers.Of(node.Layer)) : WriteKeras2(model, node, KnownLayers.Of(node.Layer));

    /// <summary>An output of a call: the layer, which of its calls, which of its outputs.</summary>
    public static JsonArray Place(Model model, NodeOutput output, ConfigForm form, bool isHistory = false)
    {
        var layer = model.Nodes[output.Node].Layer;
        var call = Enumerable.Range(0, output.Node).Count(earlier => ReferenceEquals(model.Nodes[earlier].Layer, layer));
        return new JsonArray(layer.Name, call + ModelConfig.FirstCall(layer, form == ConfigForm.Keras3 ? Dialect.Keras3 : Dialect.Keras2, isHistory), output.Output);
    }

    static JsonArray WriteKeras2(Model model, Node node, LayerFormat format)
    {
        var places = node.Inputs.Select(input => Place(model, input, ConfigForm.Keras2)).ToArray();
        var call = format.AttentionCallOf(node.Layer);
        if (format.InputNames.Count > 0)
        {
            var numNamed = places.Length - (call is { TakesMask: true } ? 1 : 0);
            var arguments = new JsonObject(format.InputNames.Take(numNamed).Skip(1).Zip(places.Skip(1), (name, place) => KeyValuePair.Create(name, (JsonNode?)place)));
            AddCall(arguments, call, places[^1]);
            places[0].Add((JsonNode)arguments);
            return new JsonArray(places[0]);
        }

        foreach (var place in places)
        {
            var arguments = new JsonObject();
            AddCall(arguments, call, mask: null);
            place.Add((JsonNode)arguments);
        }

        return new JsonArray([.. places]);
    }

    static JsonObject WriteKeras3(Model model, Node node, LayerFormat format)
    {
        var tensors = node.Inputs.Select(input => Tensor(model, input)).ToArray();
        var call = format.AttentionCallOf(node.Layer);
        var takesList = node.Layer is MergingLayer || (node.Layer is Network && tensors.Length > 1);
        var arguments = new JsonObject();
        JsonArray positional = [];
        if (format.StatesName is { } states)
        {
            positional.Add((JsonNode)tensors[0]);
            if (tensors.Length > 1)
                arguments.Add(states, new JsonArray([.. tensors[1..]]));
        }
        else if (format.InputNames.Count > 0)
        {
            positional = new JsonArray(call is { TakesMask: true } ? [.. tensors[..^1]] : [.. tensors]);
        }
        else
        {
            positional.Add(takesList ? new JsonArray([.. tensors]) : tensors[0]);
        }

        AddCall(arguments, call, tensors[^1]);
        if (format.WritesTraining)
            arguments.Add("training", false);
        if (format.HasKeras3MaskArgument)
            arguments.Add("mask", takesList ? new JsonArray([.. tensors.Select(_ => (JsonNode?)null)]) : null);
        return new() { ["args"] = positional, ["kwargs"] = arguments };
    }

    static void AddCall(JsonObject arguments, AttentionCall? call, JsonNode? mask)
    {
        if (call is { TakesMask: true })
            arguments.Add(AttentionCall.MaskName, mask);
        if (call is { UsesCausalMask: true })
            arguments.Add(AttentionCall.CausalName, true);
    }

    static JsonObject Tensor(Model model, NodeOutput output)
    {
        var node = model.Nodes[output.Node];
        return new()
        {
            ["class_name"] = FunctionalGraph.TensorClass,
            ["config"] = new JsonObject
            {
                ["shape"] = ShapeConfig.Write(node.OutputShapes[output.Output]),
                ["dtype"] = node.Layer is InputLayer input ? input.Dtype : "float32",
                ["keras_history"] = Place(model, output, ConfigForm.Keras3, isHistory: true),
            },
        };
    }
}
