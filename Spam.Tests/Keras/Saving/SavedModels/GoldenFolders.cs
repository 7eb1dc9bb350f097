using Spam.Keras;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>The SavedModel folders of the golden data, each with arrays of inputs and outputs beside or in it.</summary>
static class GoldenFolders
{
    const string Root = "formats";

    /// <summary>Folders that hold a saved_model.pb and arrays, relative to the golden data.</summary>
    public static TheoryData<string> All
    {
        get
        {
            var root = GoldenData.PathOf(Root);
            var folders = (Directory.Exists(root) ? Directory.GetFiles(root, "saved_model.pb", SearchOption.AllDirectories) : [])
                .Select(file => Path.GetRelativePath(GoldenData.Root, Path.GetDirectoryName(file)!)) // a file is in a folder
                .Where(folder => Arrays(folder) is not null)
                .Order(StringComparer.Ordinal);
            return [.. folders.DefaultIfEmpty("absent")];
        }
    }

    /// <summary>Those that were written by hand and proved in TensorFlow.</summary>
    public static TheoryData<string> HandMade => [.. ((IEnumerable<object[]>)All)
        .Select(row => (string)row[0])
        .Where(folder => folder.Contains("handmade", StringComparison.Ordinal))
        .DefaultIfEmpty("absent")];

    /// <summary>The path of a folder, or a skipped test where the data is absent.</summary>
    public static string Require(string folder)
    {
        Skip.If(folder == "absent", "SavedModel folders are absent from the golden data.");
        return GoldenData.PathOf(folder);
    }

    /// <summary>The inputs and outputs of a folder's model.</summary>
    public static Npz Read(string folder) => Npz.Read(Arrays(folder)!); // only folders that have them are cases

    /// <summary>What keeps a folder from becoming a model, if anything: Keras 3's export has no metadata.</summary>
    public static string? Obstacle(string path)
    {
        var file = Path.Combine(path, "keras_metadata.pb");
        return File.Exists(file) ? null : file;
    }

    /// <summary>All inputs of a folder's model, in its order.</summary>
    public static IReadOnlyList<Tensor> Inputs(Npz arrays) => [.. Numbered(arrays, 'x').Select(array => array.Tensor)];

    /// <summary>All outputs of a folder's model, in its order.</summary>
    public static IReadOnlyList<NpyArray> Outputs(Npz arrays) => [.. Numbered(arrays, 'y')];

    static IEnumerable<NpyArray> Numbered(Npz arrays, char letter)
        => Enumerable.Range(0, arrays.Names.Count).Select(i => $"{letter}{i}").TakeWhile(arrays.Has).Select(name => arrays[name]);

    static string? Arrays(string folder)
    {
        var inside = GoldenData.PathOf(Path.Combine(folder, "io.npz"));
        var beside = GoldenData.PathOf(Path.Combine(folder, "..", "io.npz"));
        return File.Exists(inside) ? inside : File.Exists(beside) ? beside : null;
    }
}
