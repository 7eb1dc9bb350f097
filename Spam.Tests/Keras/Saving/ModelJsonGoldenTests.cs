using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

/// <summary>What Keras 2.15 and Keras 3.15 wrote of six models: read, and written again to the letter.</summary>
public class ModelJsonGoldenTests
{
    const string Folder = "numerics/configs";
    const string Ending = ".to_json.json";

    /// <summary>The models, as <c>workshop.keras2</c>.</summary>
    public static TheoryData<string> Names
    {
        get
        {
            var folder = GoldenData.PathOf(Folder);
            return [.. (Directory.Exists(folder) ? Directory.GetFiles(folder, $"*{Ending}") : [])
                .Select(file => Path.GetFileName(file)[..^Ending.Length])
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty("absent")];
        }
    }

    [SkippableTheory, MemberData(nameof(Names))]
    public void What_Keras_wrote_is_written_again_to_the_letter(string name)
    {
        var golden = Text(name, "to_json");

        var json = KerasModel.FromJson(golden, seed: 1).ToJson(DialectOf(name));

        Assert.Equal(golden, json);
    }

    [SkippableTheory, MemberData(nameof(Names))]
    public void The_config_is_Keras_get_config(string name)
    {
        var golden = JsonNode.Parse(Text(name, "config"));

        var json = KerasModel.FromJson(Text(name, "to_json"), seed: 1).ToJson(DialectOf(name));

        Assert.Equal(PythonJson.Write(golden), PythonJson.Write(JsonNode.Parse(json)!["config"]));
    }

    [SkippableTheory, MemberData(nameof(Names))]
    public void The_weights_have_Keras_order_names_and_shapes(string name)
    {
        using var golden = JsonDocument.Parse(Text(name, "weights"));

        var model = KerasModel.FromJson(Text(name, "to_json"), seed: 1);

        Assert.Equal(
            golden.RootElement.EnumerateArray().Select(weight => (
                Short(weight.GetProperty("name").GetString()!, model.Layers),
                string.Join(", ", weight.GetProperty("shape").EnumerateArray()), weight.GetProperty("trainable").GetBoolean())),
            model.Layers.SelectMany(layer => layer.Parameters.Select(parameter => (
                $"{layer.Name}/{parameter.Name}", string.Join(", ", parameter.Value.Shape), parameter.Trainable))));
    }

    static Dialect DialectOf(string name) => name.EndsWith("keras2", StringComparison.Ordinal) ? Dialect.Keras2 : Dialect.Keras3;

    static string Text(string name, string kind)
    {
        Skip.If(name == "absent", $"{Folder} is absent from the golden data.");
        return File.ReadAllText(GoldenData.Require($"{Folder}/{name}.{kind}.json"));
    }

    /// <summary>From <c>sequential/bidirectional/forward_gru/gru_cell/kernel:0</c> what a layer here calls it: <c>bidirectional/forward/kernel</c>.</summary>
    static string Short(string name, IReadOnlyList<Layer> layers)
    {
        var parts = name.Split(':')[0].Split('/').ToList();
        var layer = layers.Single(layer => parts.Take(2).Contains(layer.Name));
        parts.RemoveRange(0, parts.IndexOf(layer.Name) + 1);
        var direction = layer is Bidirectional ? parts[0].Split('_')[0] + "/" : "";
        return $"{layer.Name}/{direction}{parts[^1]}";
    }
}
