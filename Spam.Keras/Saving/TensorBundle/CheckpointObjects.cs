using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.TensorBundle;

/// <summary>Finds a variable's key along the object graph: keys themselves may be any of several paths.</summary>
sealed class CheckpointObjects
{
    /// <summary>What an object graph calls the value of a variable.</summary>
    public const string ValueName = "VARIABLE_VALUE";

    readonly TrackableObjectGraph _graph;
    readonly string _source;

    /// <summary>The objects of a bundle.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="source">Its file, for messages.</param>
    /// <exception cref="KerasException">It has no object graph, or a damaged one.</exception>
    public CheckpointObjects(BundleReader bundle, string source)
    {
        _source = source;
        try
        {
            _graph = TrackableObjectGraph.Parser.ParseFrom(bundle.ReadText(BundleWriter.ObjectGraphKey));
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new KerasException($"{source}: the object graph is no protobuf message ({error.Message}).", error);
        }
    }

    /// <summary>The key of the variable that a path leads to from the root: <c>layer-2/cell/kernel</c>.</summary>
    /// <exception cref="KerasException">The path leads nowhere.</exception>
    public string KeyOf(string path)
    {
        var node = Node(0, path);
        foreach (var name in path.Split('/'))
        {
            var child = node.Children.FirstOrDefault(child => child.LocalName == name)
                ?? throw new KerasException($"{_source}: the object graph has no '{name}' on the way to {path}. The files do not belong together.");
            node = Node(child.NodeId, path);
        }

        return node.Attributes.FirstOrDefault(attribute => attribute.Name == ValueName)?.CheckpointKey
            ?? throw new KerasException($"{_source}: {path} is no variable in the object graph. The files do not belong together.");
    }

    TrackableObjectGraph.Types.TrackableObject Node(int id, string path)
        => id >= 0 && id < _graph.Nodes.Count
            ? _graph.Nodes[id]
            : throw new KerasException($"{_source}: on the way to {path} the object graph names node {id}; it has {_graph.Nodes.Count}.");
}
