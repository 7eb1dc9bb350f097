using Spam.Keras.Layers.Recurrent;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A recurrent layer as a graph: the product with the inputs for all steps at once, then a loop over the steps.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="NumGates">How many products of the units' size one step has: 4 for LSTM.</param>
/// <param name="States">The names of the states in the loop; the first is the output.</param>
/// <param name="HasRecurrentBias">Whether the bias has two rows, of which the loop adds the second.</param>
/// <param name="Step">In the loop's body: from the step's inputs (batch, gates x units) and the states to the new states.</param>
/// <remarks>
/// Weights are read outside and handed in, so the loop has no state of its own and every loader takes it.
/// Sizes of batch and steps are read when the graph runs, so any will do.
/// </remarks>
sealed record RecurrentLoop(
    RecurrentLayer Layer,
    int NumGates,
    IReadOnlyList<string> States,
    bool HasRecurrentBias,
    Func<GraphBuilder, string, IReadOnlyList<string>, IReadOnlyList<string>> Step)
{
    /// <summary>What the body calls the recurrent kernel: (units, gates x units).</summary>
    public const string RecurrentKernel = "u";

    /// <summary>What the body calls the bias's second row, where it has one: (gates x units).</summary>
    public const string RecurrentBias = "br";

    const string Index = "i", NumSteps = "n", Inputs = "x", Mask = "m", PreviousOutput = "o", Outputs = "l";

    /// <summary>Adds the loop.</summary>
    /// <param name="layerGraph">Where the layer's nodes and functions go.</param>
    /// <param name="inputs">(batch, steps, features), and where they are given the states to begin with, each (batch, units).</param>
    /// <returns>(batch, units) or (batch, steps, units), then the states at the end if the layer returns them.</returns>
    public IReadOnlyList<GraphValue> AddTo(LayerGraph layerGraph, IReadOnlyList<GraphValue> inputs)
    {
        var (graph, input, units) = (layerGraph.Nodes, inputs[0], Layer.Units);
        var kernel = layerGraph.Read("cell/kernel");
        var recurrentKernel = layerGraph.Read("cell/recurrent_kernel");
        var bias = Layer.UseBias ? layerGraph.Read("cell/bias") : null;

        var batch = graph.SizeOf(input.Output, axis: 0);
        var steps = graph.SizeOf(input.Output, axis: 1);
        var projected = graph.MatMul(graph.Reshape(input.Output, graph.Const([-1, input.Shape[^1]])), kernel);
        var recurrentBias = "";
        if (bias is not null && HasRecurrentBias)
        {
            string[] rows = [.. graph.Split(bias, 2, axis: 0).Select(row => graph.Reshape(row, graph.Const([-1])))];
            (bias, recurrentBias) = (rows[0], rows[1]);
        }

        if (bias is not null)
            projected = graph.AddBias(projected, bias);
        var projections = graph.Transpose(graph.Reshape(projected, graph.Pack(batch, steps, graph.Const(NumGates * units))), [1, 0, 2]); // steps first
        if (Layer.GoBackwards)
            projections = graph.Reverse(projections, axis: 0);

        var zeros = graph.Fill(graph.Pack(batch, graph.Const(units)), graph.Const(0f));
        List<LoopValue> values =
        [
            new(Index, DataType.DtInt32, graph.Const(0), new()),
            new(NumSteps, DataType.DtInt32, steps, new()),
            new(Inputs, DataType.DtFloat, projections, new(Shape.Unknown, Shape.Unknown, NumGates * units)),
            new(RecurrentKernel, DataType.DtFloat, recurrentKernel, new(units, NumGates * units)),
        ];
        values.AddRange(States.Select((state, i) => new LoopValue(
            state, DataType.DtFloat, inputs.Count > 1 ? inputs[1 + i].Output : zeros, new(Shape.Unknown, units))));
        if (recurrentBias.Length > 0)
            values.Add(new(RecurrentBias, DataType.DtFloat, recurrentBias, new(NumGates * units)));
        if (input.Mask is not null)
        {
            values.Add(new(Mask, DataType.DtBool, StepsFirst(graph, input.Mask), new(Shape.Unknown, Shape.Unknown, 1)));
            if (Layer.ReturnSequences || Layer.ZeroOutputForMask || inputs.Count > 1) // else the output is the first state
                values.Add(new(PreviousOutput, DataType.DtFloat, zeros, new(Shape.Unknown, units)));
        }

        var elementShape = "";
        if (Layer.ReturnSequences)
        {
            elementShape = graph.Const([-1, units]);
            var list = graph.Add("TensorListReserve", [elementShape, steps], new()
            {
                ["element_dtype"] = Attribute.Of(DataType.DtFloat),
                ["shape_type"] = Attribute.Of(DataType.DtInt32),
            });
            values.Add(new(Outputs, DataType.DtVariant, list, new()));
        }

        var results = AddLoop(layerGraph, values);
        var output = Layer.ReturnSequences ? Stack(graph, results[Outputs], elementShape) : results.GetValueOrDefault(PreviousOutput, results[States[0]]);
        List<GraphValue> outputs = [input with { Output = output, Mask = Layer.ReturnSequences ? input.Mask : null }];
        if (Layer.ReturnState)
            outputs.AddRange(States.Select(state => input with { Output = results[state], Mask = null }));
        return outputs;
    }

    string StepsFirst(GraphBuilder graph, string mask)
    {
        var turned = graph.AddAxis(graph.Transpose(mask, [1, 0], DataType.DtBool), -1, DataType.DtBool);
        return Layer.GoBackwards ? graph.Reverse(turned, axis: 0, DataType.DtBool) : turned;
    }

    static string Stack(GraphBuilder graph, string list, string elementShape)
    {
        var outputs = graph.Add("TensorListStack", [list, elementShape], new()
        {
            ["element_dtype"] = Attribute.Of(DataType.DtFloat),
            ["num_elements"] = Attribute.Of(-1),
        });
        return graph.Transpose(outputs, [1, 0, 2]);
    }

    Dictionary<string, string> AddLoop(LayerGraph graph, List<LoopValue> values)
    {
        var condition = FunctionBuilder.UniqueName(graph.Library, $"{graph.Name}_cond");
        var body = FunctionBuilder.UniqueName(graph.Library, $"{graph.Name}_body");
        (string, DataType)[] arguments = [.. values.Select(value => (value.Name, value.Type))];
        var test = new FunctionBuilder(graph.Library, condition, arguments);
        test.Return("r", DataType.DtBool, test.Graph.Binary("Less", Index, NumSteps, DataType.DtInt32));
        AddBody(new(graph.Library, body, arguments), values);

        var results = graph.Nodes.Add("StatelessWhile", values.Count, values.Select(value => value.Initial), new()
        {
            ["T"] = Attribute.Of(values.Select(value => value.Type)),
            ["cond"] = Attribute.Function(condition),
            ["body"] = Attribute.Function(body),
            ["output_shapes"] = Attribute.Of(values.Select(value => value.Shape)),
            ["parallel_iterations"] = Attribute.Of(10),
            ["_lower_using_switch_merge"] = Attribute.Of(true), // lets a session run the loop inside its own graph
        }, name: "while");
        return values.Zip(results).ToDictionary(pair => pair.First.Name, pair => pair.Second);
    }

    void AddBody(FunctionBuilder function, List<LoopValue> values)
    {
        var graph = function.Graph;
        var next = values.ToDictionary(value => value.Name, value => value.Name);
        var states = Step(graph, graph.Gather(Inputs, Index), States);
        var output = states[0];
        if (next.ContainsKey(Mask))
        {
            // A step that is no real one repeats the states before it, and the output too, or gives zeros.
            var isReal = graph.Gather(Mask, Index, DataType.DtBool);
            if (next.ContainsKey(PreviousOutput))
                next[PreviousOutput] = output = graph.Select(isReal, output, Layer.ZeroOutputForMask ? graph.Unary("ZerosLike", output) : PreviousOutput);
            states = [.. States.Select((state, i) => graph.Select(isReal, states[i], state))];
        }

        for (var i = 0; i < States.Count; i++)
            next[States[i]] = states[i];
        if (Layer.ReturnSequences)
            next[Outputs] = graph.Add("TensorListSetItem", [Outputs, Index, output], new() { ["element_dtype"] = Attribute.Of(DataType.DtFloat) });
        next[Index] = graph.Sum(Index, graph.Const(1), DataType.DtInt32);

        // What passes through unchanged goes through Identity: a function may not hand an argument back as it is.
        foreach (var (name, type, _, _) in values)
            function.Return($"{name}_out", type, next[name] == name ? graph.Unary("Identity", name, type) : next[name]);
    }

    sealed record LoopValue(string Name, DataType Type, string Initial, Shape Shape);
}
