using System.Text.Json;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Puts a model together from what files hold: its config, its weights, and what it was compiled with.</summary>
static class ModelParts
{
    const int MaxDepth = 64;

    /// <summary>Reads a JSON text.</summary>
    /// <exception cref="KerasException">It is none, nests too deep, or says a thing twice.</exception>
    public static JsonDocument Parse(string text, string where)
    {
        try
        {
            return JsonDocument.Parse(text, new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw new KerasException($"{where} cannot be read as JSON of at most {MaxDepth} levels: {error.Message}", error);
        }
    }

    /// <summary>Whose words a file of this version has.</summary>
    /// <exception cref="KerasException">The version is none of Keras's.</exception>
    public static Dialect DialectOf(string version, string where) => version switch
    {
        ['1' or '2', '.', ..] => Dialect.Keras2,
        ['3', '.', ..] => Dialect.Keras3,
        _ => throw new KerasException($"{where} is of Keras version {FileText.Show(version)}; versions 1 to 3 are read."),
    };

    /// <summary>The model that a config describes, without weights.</summary>
    /// <exception cref="KerasException">A layer or an option is unknown or not supported.</exception>
    public static Model ReadUnbuilt(JsonElement root, string where, Dialect dialect)
    {
        var (className, config) = ConfigObject.Read(root, where);
        return className switch
        {
            nameof(Sequential) => SequentialConfig.Read(config, where, dialect).MakeInner(),
            nameof(Functional) or nameof(Model) => FunctionalConfig.ReadInner(config, where, dialect),
            _ => throw new KerasException($"{where} describes a model of the class {FileText.Show(className)}. Known classes: Functional, Sequential."),
        };
    }

    /// <summary>Gives a model its weights' shapes, and the values that wait for it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="root">Its config, which may say the shape of its inputs.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="KerasException">The shape of the inputs is not known, or a weight is of another shape than the values that wait for it.</exception>
    public static void Build(Model model, JsonElement root, string path)
    {
        try
        {
            if (model is Sequential { Input: null } open)
            {
                if (!root.TryGetProperty("build_config", out var built) || built.ValueKind != JsonValueKind.Object || !built.TryGetProperty("input_shape", out var json)
                    || ShapeConfig.TryRead(json) is not { Rank: > 0 } shape)
                {
                    throw new KerasException("the config does not say the shape of the model's inputs. Build the model before saving it.");
                }

                open.Build(shape[1..]);
            }
            else if (model is Sequential { Input: { } input })
            {
                model.Build(model.Random, input.ComputeOutputShape());
            }
            else
            {
                model.Build(model.Random, [.. model.Inputs.Select(node => model.Nodes[node].OutputShape)]);
            }
        }
        catch (KerasException error) when (!error.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new KerasException($"{path}: {error.Message}", error); // from a layer, which knows no files
        }
    }
}
