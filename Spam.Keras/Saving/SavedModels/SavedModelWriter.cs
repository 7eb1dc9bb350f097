using System.Text.RegularExpressions;
using Google.Protobuf;
using Spam.Keras.Models;
using Spam.Keras.Saving.LayerFormats;
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
        [GraphFile, KerasMetadata.FileName, Fingerprint.FileName, "variables", "assets", "assets.extra", "debug", "saved_model.pbtxt"];

    /// <summary>Where a folder's variables begin: both files' names start with this.</summary>
    public static string VariablesPrefix(string folder) => Path.Combine(folder, "variables", "variables");

    /// <summary>Writes the folder; one that is there is replaced as a whole, and stays whole if writing fails.</summary>
    /// <param name="model">A built model.</param>
    /// <param name="path">The folder.</param>
    /// <param name="hasMetadata">Whether Keras's configs are written too, of which layers are made again.</param>
    /// <exception cref="KerasException">The model is not built or holds what a SavedModel cannot; or the folder holds other things.</exception>
    public static void Write(Model model, string path, bool hasMetadata = true)
    {
        _ = model.InputShape; // throws where the model is not built
        var objects = new ModelObjects(model);
        var signature = Signature.Of(model);
        CheckNames(signature.Inputs.Concat(signature.Outputs).Select(tensor => tensor.Name)
            .Concat(objects.Layers.Select(layer => layer.Layer.Name)).Concat(objects.Variables.SelectMany(variable => variable.Name.Split('/'))));

        var objectGraph = new ObjectGraph(KnownLayers.Of(model).Identifier, objects, signature);
        var graph = new MetaGraphDef
        {
            MetaInfoDef = new() { Tags = { ServeTag }, TensorflowVersion = "2.15.1", StrippedDefaultAttrs = true }, // the version whose form this is
            ObjectGraphDef = objectGraph.Saved,
        };
        ModelGraph.AddTo(graph, model, objects, signature);
        var metadata = hasMetadata ? KerasMetadata.Write(model, objectGraph) : null;
        var weights = objects.Variables.ToDictionary(variable => variable.Key, variable => variable.Parameter.Value);
        CheckReplaceable(path);
        AtomicDirectory.Write(path, folder =>
        {
            var saved = new Protos.SavedModel { SavedModelSchemaVersion = 1, MetaGraphs = { graph } };
            WriteMessage(Path.Combine(folder, GraphFile), saved);
            if (metadata is not null)
                WriteMessage(Path.Combine(folder, KerasMetadata.FileName), metadata);
            Directory.CreateDirectory(Path.Combine(folder, "variables"));
            BundleWriter.Write(VariablesPrefix(folder), weights, objectGraph.Trackable);
            WriteMessage(Path.Combine(folder, Fingerprint.FileName), Fingerprint.Of(saved, File.ReadAllBytes(BundleWriter.IndexPath(VariablesPrefix(folder)))));
        });
    }

    static void WriteMessage(string path, IMessage message) => File.WriteAllBytes(path, Fingerprint.Bytes(message));

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
