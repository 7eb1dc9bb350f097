using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Layers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Input layers in configs.</summary>
static class InputConfig
{
    /// <summary>Reads an input layer's options.</summary>
    public static InputLayer Read(ConfigReader config)
    {
        config.Refuse("sparse", "ragged", "optional");
        var option = config.Find("batch_shape") is null ? "batch_input_shape" : "batch_shape";
        var shape = config.Find(option) ?? throw config.Fail(option, "is missing; it is the shape of the inputs");
        var input = Make(config, option, shape, config.TextOrNull("name") ?? "input_1", DataTypeConfig.Read(config));
        config.Finish();
        return input;
    }

    /// <summary>An input layer for a shape that an option holds.</summary>
    public static InputLayer Make(ConfigReader config, string option, JsonElement value, string name, string dtype)
    {
        var shape = ShapeConfig.TryRead(value);
        return shape is { Rank: > 0 }
            ? config.Check("dtype", () => new InputLayer(shape.Sizes[1..]) { Name = name, Dtype = dtype })
            : throw config.Fail(option, "is no list of sizes that begins with the batch's");
    }

    /// <summary>An input layer with its class.</summary>
    public static JsonObject Write(InputLayer input, ConfigForm form)
    {
        var config = new ConfigWriter($"{input}", form);
        config.Add(form == ConfigForm.Keras3 ? "batch_shape" : "batch_input_shape", ShapeConfig.Write(input.ComputeOutputShape()));
        config.Add("dtype", input.Dtype);
        config.AddFixed("sparse", false);
        config.AddFixed("ragged", false);
        config.Add("name", input.Name);
        config.AddFixed(ConfigForm.Keras3, "optional", false);
        return ConfigWriter.Object(form, "keras.layers", nameof(InputLayer), config.Config);
    }
}
