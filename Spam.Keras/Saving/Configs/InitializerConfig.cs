using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Initializers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Initializers in configs: a class name, or an object with options.</summary>
static class InitializerConfig
{
    static readonly Dictionary<FanMode, string> _modes = new() { [FanMode.In] = "fan_in", [FanMode.Out] = "fan_out", [FanMode.Average] = "fan_avg" };

    static readonly Dictionary<Distribution, string> _distributions = new()
    {
        [Distribution.TruncatedNormal] = "truncated_normal",
        [Distribution.UntruncatedNormal] = "untruncated_normal",
        [Distribution.Uniform] = "uniform",
    };

    /// <summary>Reads an option that holds an initializer; null where it is absent, and the layer's default holds.</summary>
    public static Initializer? Read(ConfigReader layer, string option)
    {
        if (layer.Find(option) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return layer.Check(option, () => Initializer.Get(value.GetString()!)); // a JSON text is never null

        var (className, json) = ConfigObject.Read(value, $"{layer.Owner}: the option {option}");
        var config = new ConfigReader(json, $"{layer.Owner}: the {className} of {option}", layer.Dialect);
        config.Ignore("seed"); // weights come from the file, and no two programs draw the same numbers
        config.Refuse("input_axes", "output_axes", "dtype");
        var initializer = layer.Check(option, () => Make(className, config));
        config.Finish();
        return initializer;
    }

    /// <summary>Writes an option that holds an initializer, unless it is the default and the form is brief.</summary>
    public static void Write(ConfigWriter layer, string option, Initializer initializer, Initializer byDefault)
        => layer.AddUnless(ToJson(byDefault, layer), option, ToJson(initializer, layer));

    static Initializer Make(string className, ConfigReader config) => className switch
    {
        nameof(Constant) => new Constant(config.Number("value", 0)),
        nameof(Identity) => new Identity(config.Number("gain", 1)),
        nameof(Orthogonal) => new Orthogonal(config.Number("gain", 1)),
        nameof(RandomNormal) => new RandomNormal(config.Number("mean", 0), config.Number("stddev", .05f)),
        nameof(RandomUniform) => new RandomUniform(config.Number("minval", -.05f), config.Number("maxval", .05f)),
        nameof(TruncatedNormal) => new TruncatedNormal(config.Number("mean", 0), config.Number("stddev", .05f)),
        nameof(VarianceScaling) => new VarianceScaling(
            config.Number("scale", 1),
            config.Choice("mode", _modes, FanMode.In),
            config.Choice("distribution", _distributions, Distribution.TruncatedNormal)),
        _ => Initializer.Get(className),
    };

    static JsonObject ToJson(Initializer initializer, ConfigWriter layer)
    {
        var config = new ConfigWriter(layer.Owner, layer.Form);
        var isRandom = initializer is not (Constant or Identity or Zeros or Ones);
        if (isRandom)
            config.AddFixed(ConfigForm.Keras3, "seed", null);
        switch (initializer)
        {
            case Constant constant:
                config.Add("value", constant.Value);
                break;
            case Identity identity:
                config.Add("gain", identity.Gain);
                break;
            case Orthogonal orthogonal:
                config.Add("gain", orthogonal.Gain);
                break;
            case RandomNormal normal:
                config.Add("mean", normal.Mean);
                config.Add("stddev", normal.StandardDeviation);
                break;
            case RandomUniform uniform:
                config.Add("minval", uniform.Minimum);
                config.Add("maxval", uniform.Maximum);
                break;
            case TruncatedNormal normal:
                config.Add("mean", normal.Mean);
                config.Add("stddev", normal.StandardDeviation);
                break;
            case VarianceScaling scaling when scaling.GetType() == typeof(VarianceScaling):
                config.Add("scale", scaling.Scale);
                config.Add("mode", _modes[scaling.Mode]);
                config.Add("distribution", _distributions[scaling.Distribution]);
                break;
            case VarianceScaling or Zeros or Ones: // named for their options
                break;
            default:
                throw new KerasException(
                    $"{layer.Owner}: the initializer {initializer.GetType().Name} is not one that Keras knows, so no file can hold it. Use one of Keras's.");
        }

        if (isRandom)
            config.AddFixed(ConfigForm.Keras2, "seed", null);
        if (initializer is VarianceScaling)
        {
            config.AddFixed(ConfigForm.Keras3, "input_axes", null);
            config.AddFixed(ConfigForm.Keras3, "output_axes", null);
        }

        return layer.Object("keras.initializers", initializer.GetType().Name, config.Config);
    }
}
