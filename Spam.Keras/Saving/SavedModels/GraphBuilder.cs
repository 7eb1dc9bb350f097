using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Adds nodes to a graph or to a function's body. A text is how other nodes call an output.</summary>
/// <param name="nodes">Where nodes are added.</param>
/// <param name="arguments">The function's arguments, which share the nodes' names; null in the main graph, where outputs are called differently.</param>
sealed class GraphBuilder(RepeatedField<NodeDef> nodes, IEnumerable<string>? arguments = null)
{
    readonly HashSet<string> _names = [.. arguments ?? []];
    readonly Dictionary<string, int> _numUses = [];

    /// <summary>The names that outputs have inside functions, by operation.</summary>
    public static IReadOnlyDictionary<string, string> OutputNames => SavedModels.OutputNames.All;

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">TensorFlow's operation.</param>
    /// <param name="inputs">Outputs of other nodes, or arguments.</param>
    /// <param name="attributes">What the operation needs to know.</param>
    /// <param name="name">The node's name; the operation's where none is given. A number is added to a name that is taken.</param>
    /// <returns>How other nodes call the output.</returns>
    public string Add(string operation, IEnumerable<string> inputs, MapField<string, AttrValue> attributes, string? name = null)
        => Add(operation, numOutputs: 1, inputs, attributes, name)[0];

    /// <summary>Adds a node with <paramref name="numOutputs"/> outputs.</summary>
    public string[] Add(string operation, int numOutputs, IEnumerable<string> inputs, MapField<string, AttrValue> attributes, string? name = null)
    {
        var node = new NodeDef { Op = operation, Name = UniqueName(name ?? operation) };
        node.Input.AddRange(inputs);
        node.Attr.Add(attributes);
        nodes.Add(node);
        var output = arguments is null ? node.Name : $"{node.Name}:{SavedModels.OutputNames.All[operation]}";
        return [.. Enumerable.Range(0, numOutputs).Select(i => $"{output}:{i}")];
    }

    /// <summary>A name that no node has, and no other caller gets.</summary>
    public string UniqueName(string name)
    {
        var unique = name;
        while (!_names.Add(unique))
            unique = $"{name}_{_numUses[name] = _numUses.GetValueOrDefault(name) + 1}";

        return unique;
    }
}
