using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>Sequential models in configs: <c>{"name", "layers"}</c>, the input layer first.</summary>
static class SequentialConfig
{
    /// <summary>More layers than a model has.</summary>
    public const int MaxLayers = 2_000;

    /// <summary>Reads the config of a Sequential model.</summary>
    /// <param name="config">Keras's <c>get_config()</c>: Keras 2's or Keras 3's, full or minimal.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="dialect">Whose names the config has.</param>
    /// <exception cref="KerasException">A layer or an option is unknown or not supported.</exception>
    public static SequentialPlan Read(JsonElement config, string source, Dialect dialect)
    {
        var options = new ConfigReader(config, $"{source}: the model", dialect);
        var trainable = options.Flag("trainable", fallback: true);
        DataTypeConfig.RequireFloat32(options);
        var name = options.TextOrNull("name");
        if (options.Find("layers") is not { ValueKind: JsonValueKind.Array } list)
            throw options.Fail("layers", "is missing or no list; expected the layers of a Sequential model");
        if (list.GetArrayLength() > MaxLayers)
            throw options.Fail("layers", $"has {list.GetArrayLength()} entries; at most {MaxLayers} are read");

        InputLayer? input = null;
        List<(Layer, LayerFormat)> layers = [];
        foreach (var element in list.EnumerateArray())
        {
            var (className, layerConfig) = ConfigObject.Read(element, source);
            if (className == nameof(InputLayer) && input is null && layers.Count == 0)
            {
                input = InputConfig.Read(new(layerConfig, $"{source}: {className}", dialect));
                continue;
            }

            var format = KnownLayers.Of(className, source);
            var layer = format.ReadConfig(layerConfig, source, dialect);
            if (layers.Count == 0)
                input ??= ImpliedInput(layer, new(layerConfig, $"{source}: {layer}", dialect));
            layers.Add((layer, format));
        }

        if (options.Find("build_input_shape") is { } built)
            input ??= InputConfig.Make(options, "build_input_shape", built, "input_1", "float32");
        options.Finish();
        return new(name, input, layers, trainable);
    }

    /// <summary>The config of a Sequential model.</summary>
    public static JsonObject Write(Sequential model, ConfigForm form = ConfigForm.Brief)
    {
        JsonArray layers = [];
        if (model.Input is { } input)
            layers.Add((JsonNode)InputConfig.Write(input, form));
        foreach (var layer in model.Layers)
            layers.Add((JsonNode)KnownLayers.WriteObject(layer, form, hasBuildConfig: !form.IsBrief()));

        var config = new ConfigWriter($"the model '{model.Name}'", form);
        config.Add("name", model.Name);
        config.AddFixed(ConfigForm.Keras3, "trainable", model.Trainable);
        if (form == ConfigForm.Keras3)
            DataTypeConfig.Write(config);
        config.Add("layers", layers);
        if (model.Input is { } built)
            config.AddFixed(ConfigForm.Keras3, "build_input_shape", ShapeConfig.Write(built.ComputeOutputShape()));
        return config.Config;
    }

    /// <summary>A class and its options.</summary>
    public static JsonObject WriteObject(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };

    // Without an input layer, the first layer's config has the shape, as older files have it.
    static InputLayer? ImpliedInput(Layer layer, ConfigReader config)
        => config.Find("batch_input_shape") is { } shape
            ? InputConfig.Make(config, "batch_input_shape", shape, $"{layer.Name}_input", DataTypeConfig.Read(config))
            : layer is Embedding { InputLength: { } length } ? new(length) { Name = $"{layer.Name}_input" } : null;
}
