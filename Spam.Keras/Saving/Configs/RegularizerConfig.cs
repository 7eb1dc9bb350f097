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

    /// <summary>Writes an option that holds a regularizer; where there is none, null in a form that leaves nothing out.</summary>
    /// <exception cref="KerasException">It is none of Keras's.</exception>
    public static void Write(ConfigWriter layer, string option, Regularizer? regularizer)
        => layer.AddUnless((JsonNode?)null, option, regularizer is null ? null : ToJson(regularizer, layer));

    /// <summary>Writes what a layer's outputs add to the loss. Keras 3 writes it for any layer that has one, behind the type.</summary>
    /// <param name="layer">The layer's options.</param>
    /// <param name="regularizer">The regularizer, if there is one.</param>
    /// <param name="isKeras3Option">Whether Keras 3 writes null where there is none.</param>
    public static void WriteActivity(ConfigWriter layer, Regularizer? regularizer, bool isKeras3Option = true)
    {
        if (layer.Form == ConfigForm.Keras3 && regularizer is not null)
            layer.Config.Insert(layer.Config.IndexOf("dtype") + 1, "activity_regularizer", ToJson(regularizer, layer));
        else if (layer.Form != ConfigForm.Keras3 || isKeras3Option)
            Write(layer, "activity_regularizer", regularizer);
    }

    static Regularizer Make(string className, ConfigReader config) => className switch
    {
        nameof(L1) => new L1(config.Number("l1", .01f)),
        nameof(L2) => new L2(config.Number("l2", .01f)),
        nameof(L1L2) => new L1L2(config.Number("l1", 0), config.Number("l2", 0)),
        nameof(OrthogonalRegularizer) => new OrthogonalRegularizer(config.Number("factor", .01f), config.Choice("mode", _modes, OrthogonalMode.Rows)),
        _ => Regularizer.Get(className, config.Dialect),
    };

    static JsonObject ToJson(Regularizer regularizer, ConfigWriter layer)
    {
        var config = new ConfigWriter(layer.Owner, layer.Form);
        switch (regularizer)
        {
            case L1 l1:
                config.Add("l1", layer.IsBrief ? PythonJson.Widen(l1.FactorL1) : (double)l1.FactorL1); // float32 in both
                break;
            case L2 l2:
                config.AddRounded("l2", l2.FactorL2);
                break;
            case L1L2 both when both.GetType() == typeof(L1L2):
                config.AddRounded("l1", both.FactorL1);
                config.AddRounded("l2", both.FactorL2);
                break;
            case OrthogonalRegularizer orthogonal:
                config.AddRounded("factor", orthogonal.Factor);
                config.Add("mode", _modes[orthogonal.Mode]);
                break;
            default:
                throw new KerasException(
                    $"{layer.Owner}: the regularizer {regularizer.GetType().Name} is not one that Keras knows, so no file can hold it. Use one of Keras's.");
        }

        return layer.Object("keras.regularizers", regularizer.GetType().Name, config.Config);
    }
}
