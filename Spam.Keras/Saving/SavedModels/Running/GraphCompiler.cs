using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels.Running.Operations;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>
/// Makes parts of a graph ready to run: finds the nodes that a result needs, puts them in order, and looks up their operations and functions.
/// Whatever can be wrong with a graph before numbers come is found here.
/// </summary>
/// <param name="graph">The graph and its functions.</param>
/// <param name="file">Its file, for messages.</param>
sealed class GraphCompiler(GraphDef graph, string file)
{
    const int MaxDepth = 64; // of functions that call functions; Keras's nest about ten deep
    const int MaxOutputs = 65_536; // of one node

    readonly Dictionary<string, FunctionDef> _definitions = Definitions(graph, file);
    readonly Dictionary<string, GraphFunction?> _functions = []; // null while it is being made
    int _depth;

    /// <summary>Makes the part of the main graph ready that leads from <paramref name="arguments"/> to <paramref name="results"/>.</summary>
    /// <param name="arguments">Outputs of nodes, as <c>serving_default_x:0</c>, whose values the caller gives.</param>
    /// <param name="results">Outputs of nodes, or <c>^name</c> of a node that is to be run for what it does.</param>
    /// <exception cref="KerasException">The graph is damaged, calls itself, or has an operation that is not known.</exception>
    public GraphFunction MainGraph(IReadOnlyList<string> arguments, IReadOnlyList<string> results)
        => Compile("", graph.Node, [.. arguments.Select(NodeReference.ParseMain)], [.. results.Select(NodeReference.ParseMain)]);

    GraphFunction Function(string name, GraphPlace from)
    {
        if (_functions.TryGetValue(name, out var function))
            return function ?? throw from.Fail($"it calls the function {FileText.Show(name)}, which is calling it: recursion is not run");
        if (!_definitions.TryGetValue(name, out var definition))
            throw from.Fail($"it calls the function {FileText.Show(name)}, which the file does not hold");
        if (++_depth > MaxDepth)
            throw from.Fail($"its functions call each other more than {MaxDepth} deep");

        _functions[name] = null;
        var results = definition.Signature.OutputArg
            .Select(output => definition.Ret.TryGetValue(output.Name, out var value)
                ? value
                : throw new KerasException($"{file}: the function {FileText.Show(name)} does not say where its result {FileText.Show(output.Name)} comes from."))
            .Concat(definition.ControlRet.Values.Select(node => $"^{node}"));
        function = Compile(
            name,
            definition.NodeDef,
            [.. definition.Signature.InputArg.Select(argument => new NodeReference(argument.Name, "", 0, IsControl: false))],
            [.. results.Select(NodeReference.ParseInFunction)]);
        _depth--;
        return _functions[name] = function;
    }

    GraphFunction Compile(string function, IReadOnlyList<NodeDef> nodes, NodeReference[] arguments, NodeReference[] results)
    {
        var frame = new GraphFrame(function, file, nodes, arguments);
        List<GraphNode> ordered = [];
        foreach (var node in frame.InOrder(results))
        {
            var place = new GraphPlace(file, function, node);
            var operation = OperationTable.Find(node.Op) ?? throw place.Fail(OperationTable.Reason(node.Op));
            var callees = node.Attr.Where(attribute => attribute.Value.ValueCase == AttrValue.ValueOneofCase.Func)
                .ToDictionary(attribute => attribute.Key, attribute => Function(attribute.Value.Func.Name, place));
            CheckCallees(node, callees, place);
            var numOutputs = operation.Count?.Invoke(node) ?? operation.Outputs.Length;
            if (numOutputs is < 0 or > MaxOutputs)
                throw place.Fail($"it claims {numOutputs} outputs; at most {MaxOutputs} are run");

            var inputs = node.Input.Select(frame.Parse).Where(input => !input.IsControl).Select(input => frame.PlaceOf(input, place)).ToArray();
            ordered.Add(new(node.Name, function, operation, Attributes(node, place), inputs, frame.Add(node, operation, (int)numOutputs), (int)numOutputs, callees)
            {
                Constant = node.Op == "Const" ? Constants.Decode(node, place) : null,
            });
        }

        var whole = new GraphPlace(file, function, Node: null);
        int[] places = [.. results.Where(result => !result.IsControl).Select(result => frame.PlaceOf(result, whole))];
        SetReleased(ordered, places, frame.NumPlaces);
        return new(function, arguments.Length, frame.NumPlaces, [.. ordered], places);
    }

    static MapField<string, AttrValue> Attributes(NodeDef node, GraphPlace place)
    {
        foreach (var (name, value) in node.Attr)
        {
            if (value.ValueCase == AttrValue.ValueOneofCase.Placeholder)
                throw place.Fail($"its attribute {FileText.Show(name)} is left to the caller, which is not supported");
        }

        return node.Attr;
    }

    // What a call gives and takes must be what the function takes and gives, or places would be read that nothing has filled.
    static void CheckCallees(NodeDef node, Dictionary<string, GraphFunction> callees, GraphPlace place)
    {
        var numInputs = node.Input.Count(input => !input.StartsWith('^'));
        foreach (var name in OperationTable.CalleesOf(node.Op))
        {
            if (!callees.TryGetValue(name, out var callee))
                throw place.Fail($"its attribute '{name}' names no function");

            var given = node.Op is "If" or "StatelessIf" ? numInputs - 1 : numInputs;
            if (callee.NumArguments != given)
                throw place.Fail($"it gives {given} arguments to the function {FileText.Show(callee.Name)}, which takes {callee.NumArguments}");
        }
    }

    // A value is given up after the last node that reads it, so that a long graph does not hold all that it ever made.
    static void SetReleased(List<GraphNode> nodes, int[] results, int numPlaces)
    {
        var lastUse = new int[numPlaces];
        Array.Fill(lastUse, -1);
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var place in nodes[i].Inputs)
                lastUse[place] = i;
            for (var output = 0; output < nodes[i].NumOutputs; output++)
                lastUse[nodes[i].FirstOutput + output] = i; // nodes are in order: a reader comes later
        }

        foreach (var place in results)
            lastUse[place] = -1;
        foreach (var group in Enumerable.Range(0, numPlaces).Where(place => lastUse[place] >= 0).GroupBy(place => lastUse[place]))
            nodes[group.Key].Released = [.. group];
    }

    static Dictionary<string, FunctionDef> Definitions(GraphDef graph, string file)
    {
        var definitions = new Dictionary<string, FunctionDef>();
        foreach (var function in graph.Library?.Function ?? [])
        {
            if (function.Signature is null || !definitions.TryAdd(function.Signature.Name, function))
                throw new KerasException($"{file} holds a function without a name, or two of the name {FileText.Show(function.Signature?.Name ?? "")}.");
        }

        return definitions;
    }
}
