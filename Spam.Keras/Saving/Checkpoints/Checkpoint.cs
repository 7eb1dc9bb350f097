using System.Text;
using System.Text.RegularExpressions;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;
using Spam.Keras.Saving.SavedModels;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.Checkpoints;

/// <summary>TensorFlow checkpoints of a model's weights: what Keras 2's <c>save_weights("folder/w")</c> writes.</summary>
/// <remarks>
/// Files: <c>w.index</c>, <c>w.data-00000-of-00001</c>, and <c>checkpoint</c>, which names the newest of its folder. Weights are found along the object
/// graph, by what owns what, and not by their keys, which may be any of several paths. Of the optimizer nothing is written, and nothing is read.<br/>
/// Source: TensorFlow 2.15, python/checkpoint; Keras 2.15, Model.save_weights.
/// </remarks>
static partial class Checkpoint
{
    const int MaxStateStart = 4096;

    const string StateFile = "checkpoint", NewestName = "model_checkpoint_path";

    /// <summary>Whether a checkpoint is at <paramref name="prefix"/>, the path that its files' names begin with.</summary>
    public static bool IsAt(string prefix) => File.Exists(BundleWriter.IndexPath(prefix));

    /// <summary>The prefix of the checkpoint that a folder's <c>checkpoint</c> file names as its newest; null where there is none.</summary>
    public static string? NewestIn(string folder)
    {
        var state = Path.Combine(folder, StateFile);
        if (!File.Exists(state) || Newest().Match(ReadState(state)) is not { Success: true } newest)
            return null;

        var prefix = Path.Combine(folder, Path.GetFileName(newest.Groups["name"].Value)); // beside the file, wherever the folder was when it was written
        return IsAt(prefix) ? prefix : null;
    }

    /// <summary>Writes the weights of a built model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prefix">The path that the files' names begin with. Files that are there are replaced, and stay whole if writing fails.</param>
    /// <exception cref="KerasException">The model is not built, or the prefix names no file.</exception>
    public static void Write(Model model, string prefix)
    {
        _ = model.InputShape; // throws where the model is not built
        var name = Path.GetFileName(prefix);
        if (name.Length == 0 || name.Any(char.IsControl))
            throw new KerasException($"The checkpoint prefix '{prefix}' ends without a name; give the path that the files' names begin with, as weights/w.");

        CheckState(StatePath(prefix));
        var objects = new ModelObjects(model);
        var graph = new ObjectGraph(KnownLayers.Of(model).Identifier, objects, signature: null).Trackable;
        var weights = objects.Variables.ToDictionary(variable => variable.Key, variable => variable.Parameter.Value);

        // The index comes last: until it does, the old one is there, and it is told from the new data by its checksums.
        using var place = new WritePlace(BundleWriter.IndexPath(prefix));
        BundleWriter.Write(place.New, weights, graph);
        try
        {
            File.Move(BundleWriter.DataPath(place.New, shard: 0, numShards: 1), BundleWriter.DataPath(prefix, shard: 0, numShards: 1), overwrite: true);
            File.Move(BundleWriter.IndexPath(place.New), place.Target, overwrite: true);
        }
        finally
        {
            File.Delete(BundleWriter.DataPath(place.New, shard: 0, numShards: 1));
            File.Delete(BundleWriter.IndexPath(place.New));
        }

        AtomicFile.Write(StatePath(prefix), stream => stream.Write(Encoding.UTF8.GetBytes(State(name))));
    }

    /// <summary>Reads the weights of a built model.</summary>
    /// <param name="model">The model; it stays as it is if anything is wrong.</param>
    /// <param name="prefix">The path that the files' names begin with.</param>
    /// <exception cref="KerasException">A file is missing or damaged, or is not that of a model with these layers.</exception>
    public static void Read(Model model, string prefix)
    {
        _ = model.InputShape; // throws where the model is not built
        foreach (var (parameter, values) in SavedModelReader.ReadWeights(model, model.BuildInputShapes, new(prefix), BundleWriter.IndexPath(prefix)))
            parameter.Assign(values.Span);
    }

    static string StatePath(string prefix) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(prefix)) ?? "", StateFile);

    static void CheckState(string path)
    {
        if (Directory.Exists(path) || (File.Exists(path) && !ReadState(path).StartsWith(NewestName, StringComparison.Ordinal)))
            throw new KerasException($"{path} is not the file of that name that TensorFlow keeps beside checkpoints, and would be replaced. Choose another folder.");
    }

    // The beginning, which has what is looked for.
    static string ReadState(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[MaxStateStart];
        return Encoding.UTF8.GetString(start, 0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
    }

    // A protobuf text, as TensorFlow writes it.
    static string State(string name)
    {
        var quoted = name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"model_checkpoint_path: \"{quoted}\"\nall_model_checkpoint_paths: \"{quoted}\"\n";
    }

    [GeneratedRegex(@"\Amodel_checkpoint_path: ""(?<name>[^""\\\r\n]+)""")]
    private static partial Regex Newest();
}
