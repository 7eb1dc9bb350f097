using System.Text.Json;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Reads whole models from <c>.keras</c> files.</summary>
static class KerasFileReader
{
    /// <summary>Reads a model.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="compile">Whether the model is compiled as it was.</param>
    /// <exception cref="KerasException">The file is damaged, holds no model, or one that is not supported.</exception>
    public static Model Read(byte[] bytes, string path, bool compile)
    {
        var archive = new KerasArchive(bytes, path);
        var dialect = ReadDialect(archive, path);
        var where = $"{path}: {KerasArchive.Config}";
        using var json = ModelParts.Parse(archive.Text(KerasArchive.Config), where);
        var model = ModelParts.ReadUnbuilt(json.RootElement, where, dialect);
        var file = Hdf5File.Read(archive.Bytes(KerasArchive.Weights), $"{path}: {KerasArchive.Weights}");
        StoredWeights.Prepare(ObjectGroups.Find(model, file.Root, file.Source), file.Source);
        ModelParts.Build(model, json.RootElement, path);
        if (compile && json.RootElement.TryGetProperty("compile_config", out var compiled) && compiled.ValueKind == JsonValueKind.Object && compiled.EnumerateObject().Any())
        {
            model.Compile(CompileConfig.Read(compiled, where, dialect, model));
            OptimizerState.Read(model, file, dialect);
        }

        return model;
    }

    static Dialect ReadDialect(KerasArchive archive, string path)
    {
        var where = $"{path}: {KerasArchive.Metadata}";
        using var json = ModelParts.Parse(archive.Text(KerasArchive.Metadata), where);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("keras_version", out var version) && version.ValueKind == JsonValueKind.String
            ? ModelParts.DialectOf(version.GetString()!, where) // a JSON text is never null
            : throw new KerasException($"{where} has no keras_version.");
    }
}
