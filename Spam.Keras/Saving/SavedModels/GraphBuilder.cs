using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>Adds nodes to a graph or to a function's body. A text is how other nodes call an output.</summary>
/// <param name="nodes">Where nodes are added.</param>
/// <param name="arguments">The function's arguments, which share the nodes' names; null in the main graph, where outputs are called differently.</param>
sealed class GraphBuilder(RepeatedField<NodeDef> nodes, IEnumerable<string>? arguments = null)
{
    // Inside a function an output is node:name of the output:number; these are the names, from TensorFlow's op definitions.
    static readonly Dictionary<string, string> _outputNames = new()
    {
        ["AddV2"] = "z",
        ["BiasAdd"] = "output",
        ["Cast"] = "y",
        ["Const"] = "output",
        ["Elu"] = "activations",
        ["Exp"] = "y",
        ["ExpandDims"] = "output",
        ["Fill"] = "output",
        ["GatherV2"] = "output",
        ["Identity"] = "output",
        ["Less"] = "z",
        ["MatMul"] = "product",
        ["Mul"] = "z",
        ["NotEqual"] = "z",
        ["Pack"] = "output",
        ["ReadVariableOp"] = "value",
        ["Relu"] = "activations",
        ["Reshape"] = "output",
        ["ReverseV2"] = "output",
        ["SelectV2"] = "output",
        ["Selu"] = "activations",
        ["Shape"] = "output",
        ["Sigmoid"] = "y",
        ["Softmax"] = "softmax",
        ["Softplus"] = "activations",
        ["Split"] = "output",
        ["StatelessWhile"] = "output",
        ["StridedSlice"] = "output",
        ["Tanh"] = "y",
        ["TensorListReserve"] = "handle",
        ["TensorListSetItem"] = "output_handle",
        ["TensorListStack"] = "tensor",
        ["Transpose"] = "y",
    };

    readonly HashSet<string> _names = [.. arguments ?? []];
    readonly Dictionary<string, int> _numUses = [];

    /// <summary>The names that outputs have inside functions, by operation.</summary>
    public static IReadOnlyDictionary<string, string> OutputNames => _outputNames;

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
        var output = arguments is null ? node.Name : $"{node.Name}:{_outputNames[operation]}";
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
