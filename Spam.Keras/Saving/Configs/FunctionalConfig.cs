using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>Functional models in configs: <c>{"name", "trainable", "layers", "input_layers", "output_layers"}</c>, each layer with its calls.</summary>
static class FunctionalConfig
{
    /// <summary>Makes the model that a config describes.</summary>
    /// <param name="config">Keras's <c>get_config()</c>.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <param name="dialect">Whose words the config has.</param>
    /// <param name="seed">Where the model's random numbers begin.</param>
    /// <exception cref="KerasException">A layer, an option or a call is unknown, not supported or not possible.</exception>
    public static Functional Read(JsonElement config, string source, Dialect dialect, int? seed)
    {
        var options = new ConfigReader(config, $"{source}: the model", dialect);
        options.Ignore("trainable"); // written for each layer too
        DataTypeConfig.RequireFloat32(options);
        var name = options.TextOrNull("name") ?? "model";
        if (options.Find("layers") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > SequentialConfig.MaxLayers)
            throw options.Fail("layers", $"is missing or no list of at most {SequentialConfig.MaxLayers} layers");

        var graph = new FunctionalGraph(source);
        foreach (var element in list.EnumerateArray())
        {
            var (className, layerConfig) = ConfigObject.Read(element, source);
            if (className == nameof(InputLayer))
            {
                graph.Add(InputConfig.Read(new(layerConfig, $"{source}: {className}", dialect)));
                continue;
            }

            var format = KnownLayers.Of(className, source);
            graph.Add(format.ReadConfig(layerConfig, source, dialect), format, element);
        }

        graph.CallLayers();
        var inputs = graph.Tensors(options, "input_layers");
        var outputs = graph.Tensors(options, "output_layers");
        options.Finish();
        return options.Check(option: null, () => new Functional(inputs, outputs, name, seed));
    }

    /// <summary>The config of a Functional model.</summary>
    /// <exception cref="KerasException">A layer has no place in Keras's configs.</exception>
    public static JsonObject Write(Functional model, ConfigForm form)
    {
        var layers = new JsonArray();
        foreach (var layer in model.Layers)
        {
            var written = layer is InputLayer input ? InputConfig.Write(input, form) : KnownLayers.WriteObject(layer, form, hasBuildConfig: form != ConfigForm.SavedModel);
            written.Add("name", layer.Name);
            written.Add("inbound_nodes", new JsonArray([.. model.Nodes.Where(node => node.Layer == layer && node.Inputs.Count > 0).Select(node => CallConfig.Write(model, node, form))]));
            layers.Add(written);
        }

        return new()
        {
            ["name"] = model.Name,
            ["trainable"] = true,
            ["layers"] = layers,
            ["input_layers"] = new JsonArray([.. model.Inputs.Select(node => CallConfig.Place(model, new(node, 0)))]),
            ["output_layers"] = new JsonArray([.. model.Outputs.Select(output => CallConfig.Place(model, output))]),
        };
    }
}
