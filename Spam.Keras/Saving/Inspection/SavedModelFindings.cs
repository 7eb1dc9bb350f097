using System.Text.Json;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.Protos.Metadata;
using Spam.Keras.Saving.SavedModels;
using Spam.Keras.Saving.SavedModels.Running;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.Inspection;

/// <summary>Looks into SavedModel folders.</summary>
static class SavedModelFindings
{
    /// <summary>Finds versions, signatures, variables and layers, and computes checksums.</summary>
    public static void Read(string path, Findings findings)
    {
        var graphFile = Path.Combine(path, SavedModelWriter.GraphFile);
        if (File.Exists(graphFile))
            findings.Try(() => ReadGraph(graphFile, findings));
        var metadataFile = Path.Combine(path, KerasMetadata.FileName);
        if (File.Exists(metadataFile))
            findings.Try(() => ReadVersion(metadataFile, findings));

        var prefix = SavedModelWriter.VariablesPrefix(path);
        if (Directory.Exists(Path.GetDirectoryName(prefix)))
            BundleFindings.Read(prefix, findings);
        var fingerprintFile = Path.Combine(path, Fingerprint.FileName);
        if (File.Exists(fingerprintFile) && File.Exists(BundleWriter.IndexPath(prefix)))
            findings.Try(() => ReadFingerprint(fingerprintFile, prefix, findings));

        if (SavedModelGraph.IsGraphAlone(path))
            findings.Try(() => _ = SavedModelGraph.Load(path));
        else
            findings.Load(compile => SavedModel.Load(path, compile));
    }

    static void ReadGraph(string file, Findings findings)
    {
        var model = SavedModelReader.Parse(Protos.SavedModel.Parser, file);
        SavedModelReader.CheckGraph(model, file);
        var graph = model.MetaGraphs.First(graph => graph.MetaInfoDef?.Tags.Contains(SavedModelWriter.ServeTag) == true); // CheckGraph made sure of one
        if (graph.MetaInfoDef.TensorflowVersion is { Length: > 0 } version)
            findings.WrittenBy["TensorFlow"] = version;
        findings.Signatures.AddRange(GraphLoader.SignaturesOf(graph));
    }

    static void ReadVersion(string file, Findings findings)
    {
        var root = SavedModelReader.Parse(SavedMetadata.Parser, file).Nodes.FirstOrDefault(node => node.NodePath == KerasMetadata.RootPath);
        using var json = KerasFiles.ModelParts.Parse(root?.Metadata ?? "", $"{file}: the model's entry");
        if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("keras_version", out var version))
            findings.WrittenBy["Keras"] = version.ToString();
    }

    static void ReadFingerprint(string file, string prefix, Findings findings)
    {
        var fingerprint = SavedModelReader.Parse(FingerprintDef.Parser, file);
        var isRight = fingerprint.CheckpointHash == FarmHash.Of(FileBytes.Read(BundleWriter.IndexPath(prefix)));
        findings.Checks.Add(new(
            Path.GetFileName(file), isRight,
            isRight ? "it is that of these variables" : "it is that of other variables; TensorFlow loads the folder all the same"));
    }
}
