using System.Text.RegularExpressions;
using Google.Protobuf;
using Spam.Keras.Models;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Writes SavedModel folders that TensorFlow serves and Keras 2 makes layers of again.</summary>
static partial class SavedModelWriter
{
    /// <summary>The file of the graph.</summary>
    public const string GraphFile = "saved_model.pb";

    /// <summary>The tag of a graph that predicts.</summary>
    public const string ServeTag = "serve";

    // What a SavedModel folder may hold; a folder that holds anything else is somebody's, and is not replaced.
    static readonly string[] _entries =
        [GraphFile, KerasMetadata.FileName, "fingerprint.pb", "variables", "assets", "assets.extra", "debug", "saved_model.pbtxt"];

    /// <summary>Where a folder's variables begin: both files' names start with this.</summary>
    public static string VariablesPrefix(string folder) => Path.Combine(folder, "variables", "variables");

    /// <summary>Writes the folder; one that is there is replaced as a whole, and stays whole if writing fails.</summary>
    /// <exception cref="KerasException">The model is not built or holds what a SavedModel cannot; or the folder holds other things.</exception>
    public static void Write(Model model, string path)
    {
        var sequential = model as Sequential
            ?? throw new KerasException($"The model '{model.Name}' is a {model.GetType().Name}; Sequential models are saved as SavedModel.");
        _ = sequential.InputShape; // throws where the model is not built
        var layers = SavedLayer.Of(sequential);
        var signature = Signature.Of(sequential);
        CheckNames([signature.InputName, .. layers.Select(layer => layer.Layer.Name)]);
        if (layers.All(layer => layer.Variables.Count == 0))
            throw new KerasException($"The model '{model.Name}' has no weights, and a SavedModel holds at least one. Add a layer that learns.");

        var objects = new ObjectGraph(layers, signature);
        var graph = new MetaGraphDef
        {
            MetaInfoDef = new() { Tags = { ServeTag }, TensorflowVersion = "2.15.1", StrippedDefaultAttrs = true }, // the version whose form this is
            ObjectGraphDef = objects.Saved,
        };
        ModelGraph.AddTo(graph, layers, signature);
        var metadata = KerasMetadata.Write(sequential, layers, objects);
        var weights = layers.SelectMany(layer => layer.Variables).ToDictionary(variable => variable.Key, variable => variable.Parameter.Value);
        CheckReplaceable(path);
        AtomicDirectory.Write(path, folder =>
        {
            WriteMessage(Path.Combine(folder, GraphFile), new Protos.SavedModel { SavedModelSchemaVersion = 1, MetaGraphs = { graph } });
            WriteMessage(Path.Combine(folder, KerasMetadata.FileName), metadata);
            Directory.CreateDirectory(Path.Combine(folder, "variables"));
            BundleWriter.Write(VariablesPrefix(folder), weights, objects.Trackable);
        });
    }

    static void WriteMessage(string path, IMessage message)
    {
        using var stream = File.Create(path);
        message.WriteTo(stream);
    }

    static void CheckReplaceable(string path)
    {
        if (File.Exists(path))
            throw new KerasException($"{path} is a file; a SavedModel is a folder. Choose another path.");
        if (!Directory.Exists(path))
            return;

        var foreign = Directory.GetFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).FirstOrDefault(name => !_entries.Contains(name));
        if (foreign is not null)
        {
            throw new KerasException(
                $"{path} holds '{foreign}', which is no part of a SavedModel, and saving would replace the whole folder. Choose a new or empty folder.");
        }
    }

    // The letters that TensorFlow takes in names of nodes.
    static void CheckNames(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => !ValidName().IsMatch(name)))
        {
            throw new KerasException(
                $"The layer name '{name}' cannot stand in a SavedModel: TensorFlow takes letters, digits and . _ - in names, " +
                "a letter or digit first. Rename the layer.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex ValidName();
}
