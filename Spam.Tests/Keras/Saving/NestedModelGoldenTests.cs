using System.IO.Compression;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving;

/// <summary>The configs in the <c>.keras</c> files of Keras 2.15 and Keras 3.15: read, and written again to the letter; and what the models with models in them predict.</summary>
public class NestedModelGoldenTests
{
    const string File = "model.keras";
    const string Suffix = "/.ATTRIBUTES/VARIABLE_VALUE";

    public static TheoryData<string> Models
    {
        get
        {
            var root = GoldenData.PathOf("formats");
            return [.. ((string[])["keras215", "keras3"])
                .Where(folder => Directory.Exists(Path.Combine(root, folder)))
                .SelectMany(folder => Directory.GetDirectories(Path.Combine(root, folder)))
                .Where(folder => System.IO.File.Exists(Path.Combine(folder, File)))
                .Select(folder => Path.GetRelativePath(root, folder).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
                .DefaultIfEmpty("absent")];
        }
    }

    [SkippableTheory, MemberData(nameof(Models))]
    public void What_Keras_keeps_in_its_files_is_written_again_to_the_letter(string folder)
    {
        var golden = PythonJson.Write(Json(folder));

        var json = KerasModel.FromJson(golden, seed: 1).ToJson(DialectOf(folder));

        Assert.Equal(golden, json);
    }

    [SkippableTheory, InlineData("keras215/nested"), InlineData("keras3/nested")]
    public void A_nested_model_predicts_what_Keras_predicts(string folder)
    {
        var bundle = new BundleReader(GoldenData.Require($"formats/{folder}/savedmodel/variables/variables.index")[..^".index".Length]);
        var arrays = GoldenData.Npz($"formats/{folder}/io.npz");
        var model = KerasModel.FromJson(PythonJson.Write(Json(folder)), seed: 1);
        var keys = model.Layers.SelectMany((layer, place) => layer.Parameters.Select(parameter => $"layer_with_weights-{place}/{parameter.Name}{Suffix}")).ToList();

        model.SetWeights([.. keys.Select((key, i) => bundle.ReadTensor(bundle.Keys.Contains($"variables/{i}{Suffix}") ? $"variables/{i}{Suffix}" : key))]);

        Near.Equal(arrays["y0"], model.Predict(arrays["x0"].Tensor), tolerance: 1e-6);
    }

    static Dialect DialectOf(string folder) => folder.StartsWith("keras215", StringComparison.Ordinal) ? Dialect.Keras2 : Dialect.Keras3;

    /// <summary>What <c>to_json()</c> gives: a file's config without what the model was compiled with, and without the numbers of shared objects.</summary>
    static JsonObject Json(string folder)
    {
        Skip.If(folder == "absent", "formats is absent from the golden data.");
        using var zip = ZipFile.OpenRead(GoldenData.Require($"formats/{folder}/{File}"));
        using var stream = zip.GetEntry("config.json")!.Open();
        var root = JsonNode.Parse(stream)!.AsObject();
        Strip(root);
        if (DialectOf(folder) == Dialect.Keras3)
        {
            root["compile_config"] = new JsonObject();
            return root;
        }

        return new()
        {
            ["class_name"] = root["class_name"]!.DeepClone(),
            ["config"] = root["config"]!.DeepClone(),
            ["keras_version"] = "2.15.0",
            ["backend"] = "tensorflow",
        };
    }

    static void Strip(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            fields.Remove("shared_object_id");
            foreach (var (_, value) in fields)
                Strip(value);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                Strip(item);
        }
    }
}
