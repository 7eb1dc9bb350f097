using System.Globalization;
using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>The hashes by which TensorFlow tells saved models apart.</summary>
/// <remarks>Source: TensorFlow 2.15, tensorflow/cc/saved_model/fingerprinting.cc and tensorflow/core/graph/regularization.</remarks>
static class Fingerprint
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "fingerprint.pb";

    const int Version = 1; // TensorFlow 2.15's

    /// <summary>The message of a model.</summary>
    /// <param name="model">What saved_model.pb holds.</param>
    /// <param name="index">The bytes of variables.index.</param>
    public static FingerprintDef Of(Protos.SavedModel model, ReadOnlySpan<byte> index)
    {
        var graph = model.MetaGraphs[0];
        return new()
        {
            SavedModelChecksum = FarmHash.Of(Bytes(model)),
            GraphDefProgramHash = FarmHash.Of(Bytes(Regular(graph.GraphDef))),
            SignatureDefHash = graph.SignatureDef.OrderBy(signature => signature.Key, StringComparer.Ordinal)
                .Aggregate(0ul, (hash, signature) => Join(hash, signature.Key, signature.Value)),
            SavedObjectGraphHash = graph.ObjectGraphDef.ConcreteFunctions.OrderBy(function => NumberOf(function.Key) ?? 0)
                .Aggregate(0ul, (hash, function) => Join(hash, WithoutNumber(function.Key), function.Value)),
            CheckpointHash = FarmHash.Of(index),
            Version = new() { Producer = Version },
        };
    }

    static ulong Join(ulong hash, string name, IMessage message)
        => FarmHash.Join(FarmHash.Join(hash, FarmHash.Of(ByteString.CopyFromUtf8(name).Span)), FarmHash.Of(Bytes(message)));

    // The graph without what is not the same wherever the same program is saved.
    static GraphDef Regular(GraphDef graph)
    {
        var regular = graph.Clone();
        (regular.Library, regular.Versions) = (new(), new());
        foreach (var node in regular.Node)
        {
            if (node.Op is "PartitionedCall" or "StatefulPartitionedCall")
            {
                node.Attr["f"].Func.Name = WithoutNumber(node.Attr["f"].Func.Name);
                if (node.Attr.ContainsKey("config_proto"))
                    node.Attr["config_proto"] = new() { S = ByteString.Empty };
            }
            else if (node.Op == "Const" && node.Attr["dtype"].Type == DataType.DtString)
            {
                node.Attr["value"] = new();
            }
        }

        return regular;
    }

    // TensorFlow ends the names of functions with numbers that differ from run to run.
    static string WithoutNumber(string name) => NumberOf(name) is null ? name : name[..(name.LastIndexOf('_') + 1)];

    static long? NumberOf(string name)
        => long.TryParse(name.AsSpan(name.LastIndexOf('_') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A message with the entries of its maps in order, which makes equal messages equal bytes.</summary>
    public static byte[] Bytes(IMessage message)
    {
        using var bytes = new MemoryStream();
        using (var output = new CodedOutputStream(bytes, leaveOpen: true) { Deterministic = true })
            message.WriteTo(output);
        return bytes.ToArray();
    }
}
