using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A recurrent layer as a graph: the product with the inputs for all steps at once, then a loop over the steps.</summary>
/// <param name="Name">What its functions are called after.</param>
/// <param name="NumUnits">Size of each state.</param>
/// <param name="NumGates">How many products of that size one step has: 4 for LSTM.</param>
/// <param name="ReturnSequences">Whether all outputs are handed on, not the last only.</param>
/// <param name="GoBackwards">Whether the steps are read from the last to the first.</param>
/// <param name="States">The names of the states in the loop; the first is the output.</param>
/// <param name="Step">
/// In the loop's body: from the step's inputs (batch, gates x units), the recurrent kernel and the states to the new states.
/// </param>
/// <remarks>
/// Weights are read outside and handed in, so the loop has no state of its own and every loader takes it.
/// Sizes of batch and steps are read when the graph runs, so any will do.
/// </remarks>
sealed record RecurrentLoop(
    string Name,
    int NumUnits,
    int NumGates,
    bool ReturnSequences,
    bool GoBackwards,
    IReadOnlyList<string> States,
    Func<GraphBuilder, string, string, IReadOnlyList<string>, IReadOnlyList<string>> Step)
{
    const string Index = "i", NumSteps = "n", Inputs = "x", RecurrentKernel = "u", Mask = "m", PreviousOutput = "o", Outputs = "l";

    /// <summary>Adds the loop.</summary>
    /// <param name="graph">Where the layer's nodes go.</param>
    /// <param name="library">Where the loop's two functions go.</param>
    /// <param name="input">(batch, steps, features).</param>
    /// <param name="kernel">(features, gates x units).</param>
    /// <param name="recurrentKernel">(units, gates x units).</param>
    /// <param name="bias">(gates x units), or null.</param>
    /// <returns>(batch, units), or (batch, steps, units).</returns>
    public GraphValue AddTo(GraphBuilder graph, FunctionDefLibrary library, GraphValue input, string kernel, string recurrentKernel, string? bias)
    {
        var batch = graph.SizeOf(input.Output, axis: 0);
        var steps = graph.SizeOf(input.Output, axis: 1);
        var projected = graph.MatMul(graph.Reshape(input.Output, graph.Const([-1, input.Shape[^1]])), kernel);
        if (bias is not null)
            projected = graph.AddBias(projected, bias);

        var inputs = graph.Transpose(graph.Reshape(projected, graph.Pack(batch, steps, graph.Const(NumGates * NumUnits))), [1, 0, 2]); // steps first
        if (GoBackwards)
            inputs = graph.Reverse(inputs, axis: 0);

        var zeros = graph.Zeros(graph.Pack(batch, graph.Const(NumUnits)));
        List<LoopValue> values =
        [
            new(Index, DataType.DtInt32, graph.Const(0), new()),
            new(NumSteps, DataType.DtInt32, steps, new()),
            new(Inputs, DataType.DtFloat, inputs, new(Shape.Unknown, Shape.Unknown, NumGates * NumUnits)),
            new(RecurrentKernel, DataType.DtFloat, recurrentKernel, new(NumUnits, NumGates * NumUnits)),
        ];
        values.AddRange(States.Select(state => new LoopValue(state, DataType.DtFloat, zeros, new(Shape.Unknown, NumUnits))));
        if (input.Mask is not null)
        {
            values.Add(new(Mask, DataType.DtBool, StepsFirst(graph, input.Mask), new(Shape.Unknown, Shape.Unknown, 1)));
            if (ReturnSequences)
                values.Add(new(PreviousOutput, DataType.DtFloat, zeros, new(Shape.Unknown, NumUnits)));
        }

        var elementShape = "";
        if (ReturnSequences)
        {
            elementShape = graph.Const([-1, NumUnits]);
            var list = graph.Add("TensorListReserve", [elementShape, steps], new()
            {
                ["element_dtype"] = Attribute.Of(DataType.DtFloat),
                ["shape_type"] = Attribute.Of(DataType.DtInt32),
            });
            values.Add(new(Outputs, DataType.DtVariant, list, new()));
        }

        var results = AddLoop(graph, library, values);
        if (!ReturnSequences)
            return new(results[values.FindIndex(value => value.Name == States[0])], DataType.DtFloat, new(input.Shape[0], NumUnits));

        var outputs = graph.Add("TensorListStack", [results[^1], elementShape], new()
        {
            ["element_dtype"] = Attribute.Of(DataType.DtFloat),
            ["num_elements"] = Attribute.Of(-1),
        });
        return new(graph.Transpose(outputs, [1, 0, 2]), DataType.DtFloat, new(input.Shape[0], input.Shape[1], NumUnits), input.Mask);
    }

    string StepsFirst(GraphBuilder graph, string mask)
    {
        var turned = graph.AppendAxis(graph.Transpose(mask, [1, 0], DataType.DtBool), DataType.DtBool);
        return GoBackwards ? graph.Reverse(turned, axis: 0, DataType.DtBool) : turned;
    }

    string[] AddLoop(GraphBuilder graph, FunctionDefLibrary library, List<LoopValue> values)
    {
        var condition = FunctionBuilder.UniqueName(library, $"{Name}_cond");
        var body = FunctionBuilder.UniqueName(library, $"{Name}_body");
        (string, DataType)[] arguments = [.. values.Select(value => (value.Name, value.Type))];
        var test = new FunctionBuilder(library, condition, arguments);
        test.Return("r", DataType.DtBool, test.Graph.Binary("Less", Index, NumSteps, DataType.DtInt32));
        AddBody(new(library, body, arguments), values);

        return graph.Add("StatelessWhile", values.Count, values.Select(value => value.Initial), new()
        {
            ["T"] = Attribute.Of(values.Select(value => value.Type)),
            ["cond"] = Attribute.Function(condition),
            ["body"] = Attribute.Function(body),
            ["output_shapes"] = Attribute.Of(values.Select(value => value.Shape)),
            ["parallel_iterations"] = Attribute.Of(10),
            ["_lower_using_switch_merge"] = Attribute.Of(true), // lets a session run the loop inside its own graph
        }, name: "while");
    }

    void AddBody(FunctionBuilder function, List<LoopValue> values)
    {
        var graph = function.Graph;
        var next = values.ToDictionary(value => value.Name, value => value.Name);
        var states = Step(graph, graph.Gather(Inputs, Index), RecurrentKernel, States);
        var output = states[0];
        if (next.ContainsKey(Mask))
        {
            // A step that is no real one repeats the output and the states before it.
            var isReal = graph.Gather(Mask, Index, DataType.DtBool);
            if (ReturnSequences)
                next[PreviousOutput] = output = graph.Select(isReal, output, PreviousOutput);
            states = [.. States.Select((state, i) => graph.Select(isReal, states[i], state))];
        }

        for (var i = 0; i < States.Count; i++)
            next[States[i]] = states[i];
        if (ReturnSequences)
            next[Outputs] = graph.Add("TensorListSetItem", [Outputs, Index, output], new() { ["element_dtype"] = Attribute.Of(DataType.DtFloat) });
        next[Index] = graph.Sum(Index, graph.Const(1), DataType.DtInt32);

        // What passes through unchanged goes through Identity: a function may not hand an argument back as it is.
        foreach (var (name, type, _, _) in values)
            function.Return($"{name}_out", type, next[name] == name ? graph.Unary("Identity", name, type) : next[name]);
    }

    sealed record LoopValue(string Name, DataType Type, string Initial, Shape Shape);
}
