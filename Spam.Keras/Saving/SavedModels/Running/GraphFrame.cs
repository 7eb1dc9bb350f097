using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>The places of a function's frame while it is made ready: arguments first, then the outputs of its nodes.</summary>
sealed class GraphFrame
{
    readonly string _function, _file;
    readonly Dictionary<string, NodeDef> _nodes = [];
    readonly Dictionary<(string Node, int Index), int> _arguments = [];
    readonly Dictionary<string, (Operation Operation, int First, int Count)> _outputs = [];

    /// <summary>A frame without any output yet.</summary>
    /// <exception cref="KerasException">Two nodes or arguments have one name.</exception>
    public GraphFrame(string function, string file, IReadOnlyList<NodeDef> nodes, NodeReference[] arguments)
    {
        (_function, _file) = (function, file);
        foreach (var node in nodes)
        {
            if (!_nodes.TryAdd(node.Name, node))
                throw new GraphPlace(file, function, node).Fail("another node has its name");
        }

        foreach (var argument in arguments)
        {
            if (function.Length > 0 && _nodes.ContainsKey(argument.Node))
                throw Whole.Fail($"an argument and a node are both called {FileText.Show(argument.Node)}");
            if (!_arguments.TryAdd((argument.Node, argument.Index), NumPlaces++))
                throw Whole.Fail($"two arguments are called {FileText.Show(argument.Node)}");
        }
    }

    /// <summary>How many places there are so far.</summary>
    public int NumPlaces { get; private set; }

    GraphPlace Whole => new(_file, _function, Node: null);

    /// <summary>Reads how a node names an input.</summary>
    public NodeReference Parse(string text) => _function.Length == 0 ? NodeReference.ParseMain(text) : NodeReference.ParseInFunction(text);

    /// <summary>The nodes that <paramref name="results"/> need, each after all that it reads or waits for.</summary>
    /// <exception cref="KerasException">A node is missing, or nodes wait for each other.</exception>
    public IEnumerable<NodeDef> InOrder(NodeReference[] results)
    {
        // By hand and not by recursion: the stack would not hold a long chain of nodes.
        var isDone = new Dictionary<string, bool>(); // false while the nodes before it are looked for
        var open = new Stack<(NodeDef Node, int Next)>();
        foreach (var result in results.Where(result => !IsArgument(result)))
        {
            Enter(result, Whole);
            while (open.TryPop(out var top))
            {
                var (node, next) = top;
                if (next == node.Input.Count)
                {
                    isDone[node.Name] = true;
                    yield return node;
                    continue;
                }

                open.Push((node, next + 1));
                var input = Parse(node.Input[next]);
                if (!IsArgument(input))
                    Enter(input, new(_file, _function, node));
            }
        }

        void Enter(NodeReference reference, GraphPlace from)
        {
            if (!_nodes.TryGetValue(reference.Node, out var node))
                throw from.Fail($"it reads {FileText.Show(reference.Node)}, which is not there");
            if (!isDone.TryGetValue(node.Name, out var done))
            {
                isDone[node.Name] = false;
                open.Push((node, 0));
            }
            else if (!done)
            {
                throw from.Fail($"it waits for {FileText.Show(node.Name)}, which waits for it");
            }
        }
    }

    /// <summary>Makes places for the outputs of a node.</summary>
    /// <returns>The first of them.</returns>
    public int Add(NodeDef node, Operation operation, int count)
    {
        var first = NumPlaces;
        _outputs[node.Name] = (operation, first, count);
        NumPlaces += count;
        return first;
    }

    /// <summary>The place of what a node reads.</summary>
    /// <exception cref="KerasException">The node has no such output.</exception>
    public int PlaceOf(NodeReference reference, GraphPlace from)
    {
        if (_arguments.TryGetValue((reference.Node, reference.Index), out var argument))
            return argument;

        var (operation, first, count) = _outputs[reference.Node]; // InOrder made sure that it is there, and before
        var index = reference.Index;
        if (reference.Output.Length > 0)
        {
            var output = Array.IndexOf(operation.Outputs, reference.Output);
            if (output < 0 || (operation.Outputs.Length > 1 && index != 0))
                throw from.Fail($"it reads {FileText.Show($"{reference.Node}:{reference.Output}:{index}")}, which is no output of a {operation.Name}");
            index += output;
        }

        return index >= 0 && index < count
            ? first + index
            : throw from.Fail($"it reads output {index} of {FileText.Show(reference.Node)}, which has {count}");
    }

    // An argument hides a node of its name: in the main graph it is the node, whose value the caller gives.
    bool IsArgument(NodeReference reference) => !reference.IsControl && _arguments.ContainsKey((reference.Node, reference.Index))
        || (reference.IsControl && _arguments.ContainsKey((reference.Node, 0)));
}
