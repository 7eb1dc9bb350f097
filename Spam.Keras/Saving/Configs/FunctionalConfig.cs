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
        => Read(config, source, dialect, (inputs, outputs, name) => new(inputs, outputs, name, seed));

    /// <summary>Makes the layer of another model that a config describes; it gets its weights with that model.</summary>
    /// <inheritdoc cref="Read(JsonElement, string, Dialect, int?)"/>
    public static Functional ReadInner(JsonElement config, string source, Dialect dialect) => Read(config, source, dialect, Functional.Unbuilt);

    static Functional Read(
        JsonElement config, string source, Dialect dialect, Func<IReadOnlyList<KerasTensor>, IReadOnlyList<KerasTensor>, string?, Functional> make)
    {
        var options = new ConfigReader(config, $"{source}: the model", dialect);
        var trainable = options.Flag("trainable", fallback: true);
        DataTypeConfig.RequireFloat32(options);
        var name = options.TextOrNull("name");
        if (options.Find("layers") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > SequentialConfig.MaxLayers)
            throw options.Fail("layers", $"is missing or no list of at most {SequentialConfig.MaxLayers} layers");

        var graph = new FunctionalGraph(source, dialect);
        foreach (var element in list.EnumerateArray())
        {
            var (className, layerConfig) = ConfigObject.Read(element, source);
            if (className == nameof(InputLayer))
            {
                graph.Add(InputConfig.Read(new(layerConfig, $"{source}: {className}", dialect)));
                continue;
            }

            if (className == FunctionalGraph.MaskClass && dialect == Dialect.Keras3)
            {
                graph.AddMask(element);
                continue;
            }

            var format = KnownLayers.Of(className, source);
            graph.Add(format.ReadConfig(layerConfig, source, dialect), format, element);
        }

        graph.CallLayers();
        var inputs = graph.Tensors(options, "input_layers");
        var outputs = graph.Tensors(options, "output_layers");
        options.Finish();
        var model = options.Check(option: null, () => make(inputs, outputs, name));
        (model.HasBareInput, model.HasBareOutput) = (IsBare(config.GetProperty("input_layers")), IsBare(config.GetProperty("output_layers"))); // both were read above
        if (!trainable)
            model.Trainable = false;
        return model;
    }

    /// <summary>The config of a Functional model.</summary>
    /// <exception cref="KerasException">A layer has no place in Keras's configs.</exception>
    public static JsonObject Write(Functional model, ConfigForm form)
    {
        var layers = new JsonArray();
        foreach (var layer in model.Layers)
        {
            var written = layer is InputLayer input ? InputConfig.Write(input, form) : KnownLayers.WriteObject(layer, form, hasBuildConfig: !form.IsBrief());
            written.Add("name", layer.Name);
            written.Add("inbound_nodes", new JsonArray([.. model.Nodes.Where(node => node.Layer == layer && node.Inputs.Count > 0).Select(node => CallConfig.Write(model, node, form))]));
            layers.Add((JsonNode)written);
        }

        var config = new ConfigWriter($"the model '{model.Name}'", form);
        config.Add("name", model.Name);
        config.AddUnless(true, "trainable", model.Trainable);
        config.Add("layers", layers);
        config.Add("input_layers", Places(model, model.Inputs.Select(node => new NodeOutput(node, 0)), form, model.HasBareInput));
        config.Add("output_layers", Places(model, model.Outputs, form, model.HasBareOutput));
        return config.Config;
    }

    static bool IsBare(JsonElement places) => places[0].ValueKind == JsonValueKind.String;

    static JsonArray Places(Functional model, IEnumerable<NodeOutput> outputs, ConfigForm form, bool isBare)
    {
        var places = outputs.Select(output => CallConfig.Place(model, output, form)).ToArray();
        return isBare && form == ConfigForm.Keras3 ? places[0] : new JsonArray([.. places]);
    }
}
