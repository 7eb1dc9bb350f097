using System.Text.Json;

namespace Spam.Tests.Keras.Saving.KerasFiles;

/// <summary>The models that both Keras wrote, in every format, with inputs and predictions beside them.</summary>
static class GoldenModels
{
    /// <summary>The folders, relative to the golden data: those that hold a listing.</summary>
    public static IReadOnlyList<string> Folders { get; } = [.. Find("listing.json").Select(path => Path.GetDirectoryName(path)!)]; // a file is in a folder

    /// <summary>The whole models among the files.</summary>
    public static TheoryData<string> WholeModels => Cases(Find("model.h5").Concat(Find("*.keras")).Concat(Find("functional.h5")).Where(path => !IsHostile(path)));

    /// <summary>The files of weights alone.</summary>
    public static TheoryData<string> WeightFiles => Cases(Find("*weights.h5").Where(path => !IsHostile(path)));

    /// <summary>The files that hold what an optimizer keeps.</summary>
    public static TheoryData<string> Trained => Cases(Folders.SelectMany(folder => (string[])[$"{folder}/model.h5", $"{folder}/model.keras"]));

    /// <summary>The path of a case, or a skipped test where the data is absent.</summary>
    public static string Require(string file)
    {
        Skip.If(file == "absent", "Keras's files are absent from the golden data.");
        return GoldenData.Require(file);
    }

    /// <summary>What the listing beside a file says.</summary>
    public static JsonElement Listing(string file) => GoldenData.Json($"{Path.GetDirectoryName(file)}/listing.json");

    /// <summary>Compares what a model predicts with what Keras predicted.</summary>
    public static void CheckPredictions(Spam.Keras.Models.Model model, string file)
    {
        var arrays = GoldenData.Npz($"{Path.GetDirectoryName(file)}/{(Path.GetFileName(file).StartsWith("functional", StringComparison.Ordinal) ? "functional_io" : "io")}.npz");
        var inputs = Enumerable.Range(0, model.Inputs.Count).Select(i => arrays[$"x{i}"].Tensor).ToArray();

        var predictions = model.Predict(inputs);

        for (var i = 0; i < predictions.Count; i++)
            Near.Equal(arrays[$"y{i}"], predictions[i], 1e-6, file);
    }

    static bool IsHostile(string path) => path.Contains("hostile", StringComparison.Ordinal);

    static TheoryData<string> Cases(IEnumerable<string> files) => [.. files.Order(StringComparer.Ordinal).DefaultIfEmpty("absent")];

    static IEnumerable<string> Find(string pattern)
    {
        var root = GoldenData.PathOf("formats");
        return Directory.Exists(root)
            ? Directory.GetFiles(root, pattern, SearchOption.AllDirectories).Select(file => Path.GetRelativePath(GoldenData.Root, file))
            : [];
    }
}
