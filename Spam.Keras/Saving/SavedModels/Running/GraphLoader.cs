using System.Text;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>Loads a SavedModel folder to run its graph: the parts behind the signatures, and the variables by the graph's own restoring.</summary>
static class GraphLoader
{
    const string InitSignature = "__saved_model_init_op"; // names a node that does something, not a question

    /// <summary>Loads the folder.</summary>
    /// <returns>The graph's file, the parts of the graph by signature, and the variables.</returns>
    /// <exception cref="KerasException">A file is missing or damaged, or the graph has what cannot be run.</exception>
    public static (string File, IReadOnlyDictionary<string, GraphEntry> Entries, IReadOnlyDictionary<string, RunValue> Variables) Load(string path)
    {
        var file = Path.Combine(path, SavedModelWriter.GraphFile);
        if (!File.Exists(file))
            throw new KerasException($"{file} is missing: {path} is no SavedModel folder.");

        var model = SavedModelReader.Parse(Protos.SavedModel.Parser, file);
        SavedModelReader.CheckGraph(model, file);
        var graph = model.MetaGraphs.First(graph => graph.MetaInfoDef?.Tags.Contains(SavedModelWriter.ServeTag) == true); // CheckGraph made sure of one
        var compiler = new GraphCompiler(graph.GraphDef ?? new(), file);
        var entries = new SortedDictionary<string, GraphEntry>(StringComparer.Ordinal);
        foreach (var (name, signature) in graph.SignatureDef.Where(signature => signature.Key != InitSignature))
            entries.Add(name, Entry(name, signature, compiler, file));
        if (entries.Count == 0)
            throw new KerasException($"{file} has no signature: there is nothing that can be asked. Save the model with one, as model.export(path) does.");

        return (file, entries, Restore(graph, compiler, path, file));
    }

    /// <summary>What a graph can be asked, without looking at what it takes to answer.</summary>
    public static IEnumerable<GraphSignature> SignaturesOf(MetaGraphDef graph)
        => graph.SignatureDef.Where(signature => signature.Key != InitSignature).OrderBy(signature => signature.Key, StringComparer.Ordinal)
            .Select(signature => new GraphSignature(signature.Key, Sorted(signature.Value.Inputs), Sorted(signature.Value.Outputs)));

    static GraphEntry Entry(string name, SignatureDef signature, GraphCompiler compiler, string file)
    {
        var (inputs, outputs) = (Sorted(signature.Inputs), Sorted(signature.Outputs));
        var function = compiler.MainGraph(
            [.. inputs.Select(input => NameOf(signature.Inputs[input.Key]))], [.. outputs.Select(output => NameOf(signature.Outputs[output.Key]))]);
        var made = outputs.Values.Select((output, i) => output with { Operation = function.OperationBehind(i) }).ToDictionary(output => output.Name);
        return new(new(name, inputs, new SortedDictionary<string, GraphTensorInfo>(made, StringComparer.Ordinal)), function);

        string NameOf(TensorInfo info) => info.EncodingCase == TensorInfo.EncodingOneofCase.Name && info.Name is [not '^', ..]
            ? info.Name
            : throw new KerasException($"{file}: the signature {FileText.Show(name)} does not name a tensor of the graph.");
    }

    static SortedDictionary<string, GraphTensorInfo> Sorted(MapField<string, TensorInfo> infos)
        => new(infos.ToDictionary(info => info.Key, info => new GraphTensorInfo(info.Key, ElementTypes.NameOf(info.Value.Dtype), ShapeOf(info.Value.TensorShape))), StringComparer.Ordinal);

    static Shape? ShapeOf(TensorShapeProto? shape)
        => shape is null or { UnknownRank: true }
            ? null
            : new([.. shape.Dim.Select(dimension => dimension.Size is >= 0 and <= int.MaxValue ? (int)dimension.Size : Shape.Unknown)]);

    // The graph says itself how it is restored: an operation to run, fed with where the files are. A graph without variables says nothing.
    static Dictionary<string, RunValue> Restore(MetaGraphDef graph, GraphCompiler compiler, string path, string file)
    {
        if (graph.SaverDef is not { RestoreOpName.Length: > 0 } saver)
            return [];

        var prefix = SavedModelWriter.VariablesPrefix(path);
        var restore = compiler.MainGraph([saver.FilenameTensorName], [$"^{saver.RestoreOpName}"]);
        var bundle = new BundleReader(prefix);
        var limits = new GraphLimits(Memory: bundle.DataSize + (64 << 20), Iterations: 0, Operations: 10_000_000); // the files, once
        var run = new GraphRun(file, limits, new Dictionary<string, RunValue>(), CancellationToken.None) { Bundle = bundle };
        run.Call(restore, [new GraphTensor<ByteString>([ByteString.CopyFrom(prefix, Encoding.UTF8)], new())]);
        return run.Assigned.ToDictionary(variable => variable.Key, variable => variable.Value.Owned());
    }
}
