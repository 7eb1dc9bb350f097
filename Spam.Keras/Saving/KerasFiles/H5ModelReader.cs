using System.Text.Json;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Reads whole models from <c>.h5</c> files.</summary>
/// <remarks>Source: Keras 2.15, keras/src/saving/legacy/hdf5_format.py; Keras 3, keras/src/legacy/saving/legacy_h5_format.py.</remarks>
static class H5ModelReader
{
    /// <summary>Reads a model.</summary>
    /// <exception cref="KerasException">The file is damaged, holds no model, or one that is not supported.</exception>
    public static Model Read(Hdf5File file, bool compile)
    {
        var source = file.Source;
        if (file.Root.Attribute("model_config") is not { } text)
            throw new KerasException($"{source} holds no model: the attribute model_config is missing. If it holds weights alone, make the model and call LoadWeights.");

        var dialect = file.Root.Attribute("keras_version") is { } version ? ModelParts.DialectOf(version.ToText(), source) : Dialect.Keras2;
        var where = $"{source}: model_config";
        using var json = ModelParts.Parse(text.ToText(), where);
        var model = ModelParts.ReadUnbuilt(json.RootElement, where, dialect);
        StoredWeights.Prepare(StoredWeights.Find(model, file), source);
        ModelParts.Build(model, json.RootElement, source);
        if (compile && file.Root.Attribute("training_config") is { } training)
            Compile(model, file, training.ToText(), dialect);
        return model;
    }

    static void Compile(Model model, Hdf5File file, string text, Dialect dialect)
    {
        var where = $"{file.Source}: training_config";
        using var json = ModelParts.Parse(text, where);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new KerasException($"{where} is no JSON object.");

        model.Compile(CompileConfig.Read(json.RootElement, where, dialect, model));

        // As Keras 2 does: it goes on with the state of its present optimizers alone, which carry this prefix.
        var isPresent = json.RootElement.TryGetProperty("optimizer_config", out var optimizer) && optimizer.ValueKind == JsonValueKind.Object
            && optimizer.TryGetProperty("class_name", out var name) && name.ValueKind == JsonValueKind.String
            && name.GetString()!.StartsWith(OptimizerConfig.CustomPrefix, StringComparison.Ordinal); // a JSON text is never null
        if (isPresent || dialect == Dialect.Keras3)
            OptimizerState.ReadH5(model, file, dialect);
    }
}
