using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Regularizers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Regularizers in configs: a name, or an object with options.</summary>
static class RegularizerConfig
{
    static readonly Dictionary<OrthogonalMode, string> _modes = new() { [OrthogonalMode.Rows] = "rows", [OrthogonalMode.Columns] = "columns" };

    /// <summary>Reads an option that holds a regularizer; null where there is none.</summary>
    public static Regularizer? Read(ConfigReader layer, string option)
    {
        if (layer.Find(option) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return layer.Check(option, () => Regularizer.Get(value.GetString()!, layer.Dialect)); // a JSON text is never null

        var (className, json) = ConfigObject.Read(value, $"{layer.Owner}: the option {option}");
        var config = new ConfigReader(json, $"{layer.Owner}: the {className} of {option}", layer.Dialect);
        var regularizer = layer.Check(option, () => Make(className, config));
        config.Finish();
        return regularizer;
    }

    /// <summary>Writes an option that holds a regularizer, where there is one.</summary>
    /// <exception cref="KerasException">It is none of Keras's.</exception>
    public static void Write(ConfigWriter layer, string option, Regularizer? regularizer)
    {
        if (regularizer is not null)
            layer.Config.Add(option, ToJson(regularizer, layer.Owner));
    }

    static Regularizer Make(string className, ConfigReader config) => className switch
    {
        nameof(L1) => new L1(config.Number("l1", .01f)),
        nameof(L2) => new L2(config.Number("l2", .01f)),
        nameof(L1L2) => new L1L2(config.Number("l1", 0), config.Number("l2", 0)),
        nameof(OrthogonalRegularizer) => new OrthogonalRegularizer(config.Number("factor", .01f), config.Choice("mode", _modes, OrthogonalMode.Rows)),
        _ => Regularizer.Get(className, config.Dialect),
    };

    static JsonObject ToJson(Regularizer regularizer, string owner)
    {
        var config = new ConfigWriter(owner);
        switch (regularizer)
        {
            case L1 l1:
                config.Add("l1", l1.FactorL1);
                break;
            case L2 l2:
                config.Add("l2", l2.FactorL2);
                break;
            case L1L2 both when both.GetType() == typeof(L1L2):
                config.Add("l1", both.FactorL1);
                config.Add("l2", both.FactorL2);
                break;
            case OrthogonalRegularizer orthogonal:
                config.Add("factor", orthogonal.Factor);
                config.Add("mode", _modes[orthogonal.Mode]);
                break;
            default:
                throw new KerasException(
                    $"{owner}: the regularizer {regularizer.GetType().Name} is not one that Keras knows, so no file can hold it. Use one of Keras's.");
        }

        return new() { ["class_name"] = regularizer.GetType().Name, ["config"] = config.Config };
    }
}
