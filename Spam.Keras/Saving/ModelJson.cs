using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.LayerFormats;

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
        return PythonJson.Write(dialect == Dialect.Keras2 ? Keras2(model, form) : ModelConfig.Write(model, form, hasBuildConfig: true));
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
            nameof(Sequential) => SequentialConfig.Read(config, Source, DialectOf(root)).Make(seed),
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

    static JsonObject Keras2(Model model, ConfigForm form) => new()
    {
        ["class_name"] = model.ClassName,
        ["config"] = KnownLayers.Of(model).WriteConfig(model, form),
        ["keras_version"] = "2.15.0",
        ["backend"] = "tensorflow",
    };
}
