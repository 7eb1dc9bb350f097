using Spam.Keras;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Configs;
using Spam.Keras.Saving.LayerFormats;

namespace Spam.Tests.Keras.Saving.Configs;

/// <summary>Full configs of Keras 2.15 and Keras 3.15 describe the same layers; what is written of them is what both take.</summary>
public class SequentialConfigGoldenTests
{
    const string Folder = "numerics/configs";

    /// <summary>Sequential models of which there is a config in each dialect, in words that mean the same in both.</summary>
    public static TheoryData<string> Names
    {
        get
        {
            var folder = GoldenData.PathOf(Folder);
            return [.. (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.keras3.config.json") : [])
                .Select(file => Path.GetFileName(file).Split('.')[0])
                .Where(name => IsAlike(GoldenData.PathOf($"{Folder}/{name}.keras2.config.json")))
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty("absent")];
        }
    }

    [SkippableTheory, MemberData(nameof(Names))]
    public void Both_dialects_describe_the_same_layers(string name)
    {
        var (keras2, keras3) = (Build(name, Dialect.Keras2), Build(name, Dialect.Keras3));

        Assert.Equal(
            keras2.Layers.Select(layer => PythonJson.Write(KnownLayers.Of(layer).WriteConfig(layer))),
            keras3.Layers.Select(layer => PythonJson.Write(KnownLayers.Of(layer).WriteConfig(layer))));
        Assert.Equal(keras2.InputShape, keras3.InputShape);
    }

    [SkippableFact]
    public void The_workshops_model_is_written_with_its_own_options_only()
    {
        GoldenData.Require($"{Folder}/workshop.keras2.config.json");

        var config = PythonJson.Write(SequentialConfig.Write(Build("workshop", Dialect.Keras2)));

        Assert.Equal(
            """
            {"name": "sequential", "layers": [
            {"class_name": "InputLayer", "config": {"batch_input_shape": [null, 300], "dtype": "float32", "name": "input_1"}},
            {"class_name": "Embedding", "config": {"name": "embedding", "input_dim": 280, "output_dim": 128}},
            {"class_name": "SpatialDropout1D", "config": {"name": "spatial_dropout1d", "rate": 0.4}},
            {"class_name": "LSTM", "config": {"name": "lstm", "units": 196, "dropout": 0.3, "recurrent_dropout": 0.3}},
            {"class_name": "Dense", "config": {"name": "dense", "units": 2, "activation": "softmax"}}]}
            """.ReplaceLineEndings(" ").Replace("[ {", "[{", StringComparison.Ordinal), config);
    }

    static Sequential Build(string name, Dialect dialect)
    {
        var json = GoldenData.Json($"{Folder}/{name}.{(dialect == Dialect.Keras2 ? "keras2" : "keras3")}.config.json");
        var plan = SequentialConfig.Read(json, name, dialect);
        return new([plan.Input!, .. plan.Layers.Select(entry => entry.Layer)], plan.Name, seed: 1);
    }

    static bool IsAlike(string file)
    {
        if (!File.Exists(file))
            return false;

        var text = File.ReadAllText(file);
        return text.Contains("\"layers\"", StringComparison.Ordinal) && !text.Contains("\"input_layers\"", StringComparison.Ordinal)
            && !text.Contains("\"hard_sigmoid\"", StringComparison.Ordinal);
    }
}
