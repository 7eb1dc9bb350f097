using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving;

/// <summary>Models as JSON: their layers and options, without weights and without what they were compiled with.</summary>
static class ModelJson
{
    const int MaxLength = 64 << 20;
    const string Source = "the JSON";

    static readonly JsonDocumentOptions _limits = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    public static string Write(Model model, Dialect dialect)
    {
        if (!model.IsBuilt)
            throw new KerasException($"The model '{model.Name}' is not built: a JSON text holds the shapes of its inputs. Build it, or fit it first.");

        var form = dialect == Dialect.Keras2 ? ConfigForm.Keras2 : ConfigForm.Keras3;
        var (className, config) = model switch
        {
            Sequential sequential => (nameof(Sequential), SequentialConfig.Write(sequential, form)),
            Functional functional => (nameof(Functional), FunctionalConfig.Write(functional, form)),
            _ => throw new KerasException($"The model '{model.Name}' is a {model.GetType().Name}; a JSON text holds Sequential and Functional models."),
        };
        return PythonJson.Write(dialect == Dialect.Keras2 ? Keras2(className, config) : Keras3(model, className, config));
    }

    public static Model Read(string json, int? seed)
    {
        if (json.Length > MaxLength)
            throw new KerasException($"{Source} has {json.Length} characters; models of at most {MaxLength} are read.");

        using var document = Parse(json);
        var root = document.RootElement;
        var (className, config) = ConfigObject.Read(root, Source);
        return className switch
        {
            nameof(Sequential) => MakeSequential(SequentialConfig.Read(config, Source, DialectOf(root)), seed),
            nameof(Functional) or "Model" => FunctionalConfig.Read(config, Source, DialectOf(root), seed),
            _ => throw new KerasException($"{Source} describes a model of the class {FileText.Show(className)}. Known classes: Functional, Sequential."),
        };
    }

    static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, _limits);
        }
        catch (JsonException error)
        {
            throw new KerasException($"{Source} cannot be read as JSON of at most {_limits.MaxDepth} levels: {error.Message}", error);
        }
    }

    // Keras 2 names its version; Keras 3 names the module of the model's class.
    static Dialect DialectOf(JsonElement root)
    {
        if (root.TryGetProperty("keras_version", out var version))
        {
            return version.ValueKind == JsonValueKind.String && version.GetString() is [>= '1' and <= '3', '.', ..] text
                ? text[0] == '3' ? Dialect.Keras3 : Dialect.Keras2
                : throw new KerasException($"{Source} is of Keras version {FileText.Show(version.ToString())}; versions 1 to 3 are read.");
        }

        return root.TryGetProperty("module", out _) ? Dialect.Keras3 : Dialect.Keras2;
    }

    static Sequential MakeSequential(SequentialPlan plan, int? seed)
    {
        var layers = plan.Layers.Select(entry => entry.Layer);
        return new(plan.Input is null ? layers : [plan.Input, .. layers], plan.Name, seed);
    }

    static JsonObject Keras2(string className, JsonObject config) => new()
    {
        ["class_name"] = className,
        ["config"] = config,
        ["keras_version"] = "2.15.0",
        ["backend"] = "tensorflow",
    };

    // Keras 3 offers Sequential by a short name, and writes Functional as a class that is registered with it.
    static JsonObject Keras3(Model model, string className, JsonObject config)
    {
        var isSequential = model is Sequential;
        return new()
        {
            ["module"] = isSequential ? "keras" : "keras.src.models.functional",
            ["class_name"] = className,
            ["config"] = config,
            ["registered_name"] = isSequential ? null : className,
            ["build_config"] = new JsonObject { ["input_shape"] = isSequential ? ShapeConfig.Write(model.InputShape) : null },
            ["compile_config"] = new JsonObject(),
        };
    }
}
