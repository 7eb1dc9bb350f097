using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Constraints;
using Spam.Keras.Layers;

namespace Spam.Keras.Saving.Configs;

/// <summary>Constraints in configs: a name, or an object with options.</summary>
static class ConstraintConfig
{
    /// <summary>Reads an option that holds a constraint, and puts it on the weight where there is one.</summary>
    public static void Read(ConfigReader layer, string option, Parameter? parameter)
    {
        if (layer.Find(option) is not { } value)
            return;

        var constraint = value.ValueKind == JsonValueKind.String
            ? layer.Check(option, () => Constraint.Get(value.GetString()!)) // a JSON text is never null
            : Read(layer, option, value);
        if (parameter is not null)
            parameter.Constraint = constraint;
    }

    /// <summary>Writes an option that holds a constraint; where there is none, null in a form that leaves nothing out.</summary>
    /// <exception cref="KerasException">It is none of Keras's.</exception>
    public static void Write(ConfigWriter layer, string option, Constraint? constraint)
        => layer.AddUnless((JsonNode?)null, option, constraint is null ? null : ToJson(constraint, layer));

    static Constraint Read(ConfigReader layer, string option, JsonElement value)
    {
        var (className, json) = ConfigObject.Read(value, $"{layer.Owner}: the option {option}");
        var config = new ConfigReader(json, $"{layer.Owner}: the {className} of {option}", layer.Dialect);
        var constraint = layer.Check(option, () => Make(className, config));
        config.Finish();
        return constraint;
    }

    static Constraint Make(string className, ConfigReader config) => className switch
    {
        nameof(MaxNorm) => new MaxNorm(config.Number("max_value", 2), [.. Axes(config)]),
        nameof(MinMaxNorm) => new MinMaxNorm(config.Number("min_value", 0), config.Number("max_value", 1), config.Number("rate", 1), [.. Axes(config)]),
        nameof(UnitNorm) => new UnitNorm([.. Axes(config)]),
        _ => Constraint.Get(className),
    };

    static IReadOnlyList<int> Axes(ConfigReader config) => config.WholesOrNull("axis") ?? [0];

    static JsonObject ToJson(Constraint constraint, ConfigWriter layer)
    {
        var config = new ConfigWriter(layer.Owner, layer.Form);
        switch (constraint)
        {
            case MaxNorm norm:
                config.Add("max_value", norm.MaxValue);
                config.Add("axis", Axes(norm.Axes));
                break;
            case MinMaxNorm norm:
                config.Add("min_value", norm.MinValue);
                config.Add("max_value", norm.MaxValue);
                config.Add("rate", norm.Rate);
                config.Add("axis", Axes(norm.Axes));
                break;
            case UnitNorm norm:
                config.Add("axis", Axes(norm.Axes));
                break;
            case NonNeg:
                break;
            default:
                throw new KerasException(
                    $"{layer.Owner}: the constraint {constraint.GetType().Name} is not one that Keras knows, so no file can hold it. Use one of Keras's.");
        }

        return layer.Object("keras.constraints", constraint.GetType().Name, config.Config);
    }

    static JsonNode Axes(IReadOnlyList<int> axes) => axes.Count == 1 ? axes[0] : ConfigWriter.List(axes);
}
