using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Hdf5;
using Spam.Tests.Keras.Saving.Hdf5;

namespace Spam.Tests.Keras.Saving.KerasFiles;

/// <summary>What we write has the structure of what Keras wrote, and of the files that were proved to load in both Keras.</summary>
public class WrittenFilesGoldenTests
{
    static readonly string[] _endings = [".keras", ".h5", ".weights.h5", "_legacy.h5"];

    public static TheoryData<string> Folders => [.. GoldenModels.Folders.DefaultIfEmpty("absent")];

    public static TheoryData<string> WholeModels => GoldenModels.WholeModels;

    [SkippableTheory, MemberData(nameof(Folders))]
    public void A_keras_file_for_one_Keras_has_its_config_and_its_groups(string golden)
    {
        var (path, version) = Find(golden, "model.keras");
        using var folder = new TemporaryFolder();

        KerasModel.Load(path).Save(folder["model.keras"], version);

        var (expected, actual) = (Config(path), Config(folder["model.keras"]));
        Equal(expected, actual, "compile_config");
        CheckOptimizer(expected["compile_config"]!["optimizer"]!, actual["compile_config"]!["optimizer"]!);
        Assert.Equal(
            Items(GoldenModels.Listing($"{golden}/x").GetProperty("keras_zip_weights")).Where(item => !item.StartsWith("metrics", StringComparison.Ordinal)),
            Items(Weights(folder["model.keras"])));
    }

    [SkippableTheory, MemberData(nameof(Folders))]
    public void An_h5_file_for_one_Keras_has_its_config_and_its_groups(string golden)
    {
        var (path, version) = Find(golden, "model.h5");
        using var folder = new TemporaryFolder();

        KerasModel.Load(path).Save(folder["model.h5"], version);

        var (expected, actual) = (Hdf5File.Open(path).Root, Hdf5File.Open(folder["model.h5"]).Root);
        Assert.Equal(expected.AttributeNames.Order(), actual.AttributeNames.Order());
        Equal(Text(expected, "model_config"), Text(actual, "model_config"), "");
        CheckOptimizer(Text(expected, "training_config")["optimizer_config"]!, Text(actual, "training_config")["optimizer_config"]!);
        var items = Items(GoldenModels.Listing($"{golden}/x").GetProperty("h5"));
        Assert.Equal(version == KerasVersion.Keras2 ? items : items.Where(item => !item.StartsWith("optimizer_weights", StringComparison.Ordinal)), Items(actual));
    }

    [SkippableTheory, MemberData(nameof(WholeModels))]
    public void A_model_saved_in_any_form_predicts_the_same_again(string file)
    {
        var model = KerasModel.Load(GoldenModels.Require(file));
        using var folder = new TemporaryFolder();

        foreach (var version in Enum.GetValues<KerasVersion>().Where(version => version != KerasVersion.Both || !HasAttention(model)))
        {
            model.Save(folder[$"{version}.keras"], version);
            model.Save(folder[$"{version}.h5"], version);
            model.SaveWeights(folder[$"{version}.weights.h5"], version);
            model.SaveWeights(folder[$"{version}_legacy.h5"], version);
            foreach (var ending in _endings)
            {
                var again = ending is ".keras" or ".h5" ? KerasModel.Load(folder[version + ending]) : KerasModel.Load(folder[$"{version}.keras"], compile: false);
                foreach (var parameter in again.Parameters.Where(_ => ending is not (".keras" or ".h5")))
                    parameter.Assign(new float[parameter.Value.Length]);
                if (ending is not (".keras" or ".h5"))
                    again.LoadWeights(folder[version + ending]);
                GoldenModels.CheckPredictions(again, file);
            }
        }
    }

    [SkippableTheory]
    [InlineData("k215.keras")]
    [InlineData("functional_model.keras")]
    public void A_keras_file_for_both_is_as_the_proved_one(string name)
    {
        var path = GoldenData.Require($"formats/handmade/files/{name}");
        using var folder = new TemporaryFolder();

        KerasModel.Load(path).Save(folder["model.keras"]);

        Equal(Sorted(Config(path)), Sorted(Config(folder["model.keras"])), "");
        Assert.Equal(
            Items(Weights(path)).Where(item => !item.StartsWith("optimizer", StringComparison.Ordinal)).Except(["layers/embedding", "layers/lstm/cell"]),
            Items(Weights(folder["model.keras"])).Except(["layers/embedding", "layers/lstm/cell"]));
    }

    [SkippableTheory]
    [InlineData("model.h5")]
    [InlineData("functional.h5")]
    public void An_h5_file_for_both_is_as_the_proved_one(string name)
    {
        var path = GoldenData.Require($"formats/handmade/files/{name}");
        using var folder = new TemporaryFolder();

        KerasModel.Load(path).Save(folder["model.h5"]);

        var (expected, actual) = (Hdf5File.Open(path).Root, Hdf5File.Open(folder["model.h5"]).Root);
        Equal(Sorted(Text(expected, "model_config")), Sorted(Text(actual, "model_config")), "");
        Assert.Equal(Items(expected).Where(item => !item.StartsWith("optimizer", StringComparison.Ordinal)).Skip(1), Items(actual).Skip(1)); // a recipe leaves two attributes of the first group out
        if (expected.Attribute("training_config") is not null)
        {
            var (training, ours) = (Text(expected, "training_config"), Text(actual, "training_config"));
            Assert.Equal("Adam", ours["optimizer_config"]!["class_name"]!.GetValue<string>()); // the recipe's keeps state for Keras 2
            Equal(Sorted(training), Sorted(ours), "optimizer_config");
        }
    }

    [SkippableFact]
    public async Task The_HDF5_library_finds_in_our_files_what_we_wrote()
    {
        Hdf5Library.SkipWithoutTools();
        using var folder = new TemporaryFolder();
        List<string> files = [];
        foreach (var golden in GoldenModels.Folders)
        {
            var (path, version) = Find(golden, "model.keras");
            var model = KerasModel.Load(path);
            var stem = folder[golden.Replace(Path.DirectorySeparatorChar, '_')];
            files.AddRange([$"{stem}.h5", $"{stem}.weights.h5"]);
            model.Save(files[^2], version);
            model.SaveWeights(files[^1], version);
        }

        Skip.If(files.Count == 0, "Keras's files are absent from the golden data.");
        foreach (var (file, found) in files.Zip(await Hdf5Library.DumpAsync(files)))
        {
            var root = Hdf5File.Open(file).Root;
            Assert.Equal(Items(root), found.EnumerateObject().Skip(1).Select(entry => ItemOf(entry.Name[1..], Attributes(entry.Value), Sizes(entry.Value))).Order(StringComparer.Ordinal));
            foreach (var entry in found.EnumerateObject())
            {
                CheckTexts(root.Find(entry.Name)!, entry.Value.GetProperty("attributes"));
                if (entry.Value.TryGetProperty("values", out var values))
                    Assert.Equal(values.ValueKind == JsonValueKind.Array ? [.. values.EnumerateArray().Select(value => value.GetDouble())] : [values.GetDouble()], root.Dataset(entry.Name)!.Read().ToDoubles());
            }
        }
    }

    static void CheckTexts(Hdf5Object ours, JsonElement found)
    {
        foreach (var attribute in found.EnumerateObject())
        {
            var value = ours.Attribute(attribute.Name)!;
            if (attribute.Value.ValueKind == JsonValueKind.String)
                Assert.Equal(attribute.Value.GetString(), value.ToText());
            else
                Assert.Equal(attribute.Value.EnumerateArray().Select(text => text.GetString()), value.Count == 0 ? [] : value.ToTexts());
        }
    }

    static bool HasAttention(Network model) => model.Layers.Any(layer => layer.ClassName == "MultiHeadAttention");

    static (string Path, KerasVersion Version) Find(string golden, string file)
    {
        Skip.If(golden == "absent", "Keras's files are absent from the golden data.");
        return (GoldenData.Require($"{golden}/{file}"), golden.Contains("keras3", StringComparison.Ordinal) ? KerasVersion.Keras3 : KerasVersion.Keras2);
    }

    static JsonObject Config(string path) => (JsonObject)WithoutIds(JsonNode.Parse(Entry(path, "config.json"))!);

    // Python's objects are numbered where several hold the same one, as short names of initializers do by chance.
    static JsonNode WithoutIds(JsonNode node)
    {
        foreach (var child in node is JsonArray list ? list.ToArray() : node is JsonObject members ? [.. members.Select(member => member.Value)] : [])
        {
            if (child is not null)
                WithoutIds(child);
        }

        (node as JsonObject)?.Remove("shared_object_id");
        return node;
    }

    static Hdf5Group Weights(string path) => Hdf5File.Read(Entry(path, "model.weights.h5"), path).Root;

    static byte[] Entry(string path, string name)
    {
        using var zip = ZipFile.OpenRead(path);
        using var stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    static JsonObject Text(Hdf5Group root, string attribute) => (JsonObject)WithoutIds(JsonNode.Parse(root.Attribute(attribute)!.ToText())!);

    static void Equal(JsonObject expected, JsonObject actual, string except)
        => Assert.Equal(Show(expected, except), Show(actual, except));

    static string Show(JsonObject config, string except)
    {
        var copy = (JsonObject)config.DeepClone();
        if (except.Length > 0)
            copy.Remove(except);
        return PythonJson.Write(copy);
    }

    // In an order of its own, and without the one default that a recipe writes out.
    static JsonObject Sorted(JsonObject config) => (JsonObject)Sort(config)!;

    static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(member => member.Key != "axis" || member.Value!.GetValue<int>() != -1)
            .OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };

    static void CheckOptimizer(JsonNode expected, JsonNode actual)
    {
        Assert.Equal(expected["class_name"]!.GetValue<string>(), actual["class_name"]!.GetValue<string>());
        Assert.Equal(PythonJson.Write(expected["config"]), PythonJson.Write(actual["config"]));
    }

    // Each object with its path, the names of its attributes, and its shape.
    static IEnumerable<string> Items(JsonElement listing) => listing.GetProperty("items").EnumerateArray()
        .Select(item => ItemOf(
            item.GetProperty("path").GetString()!, item.GetProperty("attrs").EnumerateObject().Select(attribute => attribute.Name),
            item.TryGetProperty("shape", out var shape) ? new(shape.EnumerateArray().Select(size => size.GetInt32()).ToArray()) : null))
        .Order(StringComparer.Ordinal);

    static IEnumerable<string> Items(Hdf5Group root)
    {
        List<string> items = [];
        Visit(root, "");
        return items.Order(StringComparer.Ordinal);

        void Visit(Hdf5Group group, string path)
        {
            foreach (var name in group.Names)
            {
                var child = group.Find(name)!;
                items.Add(ItemOf(path + name, child.AttributeNames, (child as Hdf5Dataset)?.Read().Shape));
                if (child is Hdf5Group inner)
                    Visit(inner, $"{path}{name}/");
            }
        }
    }

    static IEnumerable<string> Attributes(JsonElement found) => found.GetProperty("attributes").EnumerateObject().Select(attribute => attribute.Name);

    static Shape? Sizes(JsonElement found)
        => found.TryGetProperty("shape", out var shape) ? new(shape.EnumerateArray().Select(size => size.GetInt32()).ToArray()) : null;

    static string ItemOf(string path, IEnumerable<string> attributes, Shape? shape)
        => $"{path}{(attributes.Any() ? $" [{string.Join(",", attributes.Order())}]" : "")}{(shape is null ? "" : $" {shape}")}";
}
