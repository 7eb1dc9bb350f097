using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Spam.Keras.Models;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Writes <c>.keras</c> and <c>.weights.h5</c> files.</summary>
static class KerasFileWriter
{
    static readonly DateTimeOffset _zipDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest that a zip holds

    /// <summary>Writes a whole model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Where to write; it can seek.</param>
    /// <param name="version">Which Keras it is for.</param>
    /// <param name="now">The date that the file gives.</param>
    /// <exception cref="KerasException">The model is not built, or has what such a file cannot hold.</exception>
    public static void Write(Model model, Stream stream, KerasVersion version, DateTimeOffset now)
    {
        var config = Config(model, version);
        var metadata = new JsonObject
        {
            ["keras_version"] = SharedForm.NumberOf(version),
            ["date_saved"] = now.ToString("yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture),
        };
        var weights = Weights(model, version);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        Add(zip, KerasArchive.Metadata, entry => entry.Write(Encoding.ASCII.GetBytes(PythonJson.Write(metadata))));
        Add(zip, KerasArchive.Config, entry => entry.Write(Encoding.ASCII.GetBytes(PythonJson.Write(config))));
        Add(zip, KerasArchive.Weights, entry => Hdf5Writer.Write(weights, entry));
    }

    /// <summary>Writes a model's weights.</summary>
    public static void WriteWeights(Model model, Stream stream, KerasVersion version) => Hdf5Writer.Write(Weights(model, version), stream);

    static JsonObject Config(Model model, KerasVersion version)
    {
        _ = model.InputShape; // throws where the model is not built
        SharedForm.Check(model, version, hasConfig: true);
        var form = SharedForm.Of(version);
        var config = ModelConfig.Write(model, form, hasBuildConfig: true);
        if (form == ConfigForm.Shared && model is Sequential)
            config.Add("build_config", new JsonObject { ["input_shape"] = ShapeConfig.Write(model.InputShape) });
        config.Remove("compile_config");
        if (model.Compilation is { } compilation)
            config.Add("compile_config", CompileConfig.Write(compilation, form, isH5: false));
        return config;
    }

    static GroupContent Weights(Model model, KerasVersion version)
    {
        _ = model.InputShape; // throws where the model is not built
        SharedForm.Check(model, version, hasConfig: false);
        var root = new GroupContent();
        var dialect = SharedForm.DialectOf(version);
        ObjectGroups.Write(model, root, dialect, hasNames: version == KerasVersion.Keras3);
        if (version != KerasVersion.Both && model.Compilation is not null)
            OptimizerState.Write(model, root, dialect);
        return root;
    }

    static void Add(ZipArchive zip, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = _zipDate;
        using var stream = entry.Open();
        write(stream);
    }
}
