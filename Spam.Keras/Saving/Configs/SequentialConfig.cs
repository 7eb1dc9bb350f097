using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Keras.Saving.Configs;

/// <summary>Sequential models in configs: <c>{"name", "layers"}</c>, the input layer first.</summary>
static class SequentialConfig
{
    const int MaxLayers = 2_000;

    /// <summary>Reads the config of a Sequential model.</summary>
    /// <param name="config">Keras's <c>get_config()</c>: Keras 2's or Keras 3's, full or minimal.</param>
    /// <param name="source">The file, for messages.</param>
    /// <param name="dialect">Whose names the config has.</param>
    /// <exception cref="KerasException">A layer or an option is unknown or not supported.</exception>
    public static SequentialPlan Read(JsonElement config, string source, Dialect dialect)
    {
        var options = new ConfigReader(config, $"{source}: the model", dialect);
        options.Ignore("trainable"); // written for each layer too
        DataTypeConfig.RequireFloat32(options);
        var name = options.TextOrNull("name") ?? "sequential";
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
                input = ReadInput(new(layerConfig, $"{source}: {className}", dialect));
                continue;
            }

            var format = KnownLayers.Of(className, source);
            var layer = format.ReadConfig(layerConfig, source, dialect);
            if (layers.Count == 0)
                input ??= ImpliedInput(layer, new(layerConfig, $"{source}: {layer}", dialect));
            layers.Add((layer, format));
        }

        if (options.Find("build_input_shape") is { } built)
            input ??= Input(options, "build_input_shape", built, "input_1", "float32");
        options.Finish();
        return new(name, input, layers);
    }

    /// <summary>The config of a Sequential model, in the form that Keras 2 and Keras 3 both take.</summary>
    public static JsonObject Write(Sequential model)
    {
        var layers = new JsonArray();
        var input = (InputLayer)model.Nodes[0].Layer; // a built Sequential begins with one
        layers.Add(WriteObject(nameof(InputLayer), new()
        {
            ["batch_input_shape"] = ShapeConfig.Write(model.InputShape),
            ["dtype"] = input.Dtype,
            ["name"] = input.Name,
        }));
        foreach (var layer in model.Layers)
            layers.Add(WriteObject(layer.ClassName, KnownLayers.Of(layer).WriteConfig(layer)));

        return new() { ["name"] = model.Name, ["layers"] = layers };
    }

    /// <summary>A class and its options.</summary>
    public static JsonObject WriteObject(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };

    static InputLayer ReadInput(ConfigReader config)
    {
        config.Refuse("sparse", "ragged", "optional");
        var option = config.Find("batch_shape") is null ? "batch_input_shape" : "batch_shape";
        var shape = config.Find(option) ?? throw config.Fail(option, "is missing; it is the shape of the inputs");
        var input = Input(config, option, shape, config.TextOrNull("name") ?? "input_1", DataTypeConfig.Read(config));
        config.Finish();
        return input;
    }

    // Without an input layer, the first layer's config has the shape, as older files have it.
    static InputLayer? ImpliedInput(Layer layer, ConfigReader config)
        => config.Find("batch_input_shape") is { } shape
            ? Input(config, "batch_input_shape", shape, $"{layer.Name}_input", DataTypeConfig.Read(config))
            : layer is Embedding { InputLength: { } length } ? new(length) { Name = $"{layer.Name}_input" } : null;

    static InputLayer Input(ConfigReader config, string option, JsonElement value, string name, string dtype)
    {
        var shape = ShapeConfig.TryRead(value);
        return shape is { Rank: > 0 }
            ? config.Check("dtype", () => new InputLayer(shape.Sizes[1..]) { Name = name, Dtype = dtype })
            : throw config.Fail(option, "is no list of sizes that begins with the batch's");
    }
}
