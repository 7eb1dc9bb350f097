using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A model as a graph: variables, a function that predicts, and what saves and restores the variables.</summary>
static class ModelGraph
{
    const string FunctionOutput = "output_0";

    /// <summary>Fills <paramref name="target"/>'s graph, signatures and saver.</summary>
    public static void AddTo(MetaGraphDef target, IReadOnlyList<SavedLayer> layers, Signature signature)
    {
        target.GraphDef = new() { Versions = new() { Producer = 1645, MinConsumer = 12 }, Library = new() }; // TensorFlow 2.15's graph version
        IReadOnlyList<ModelVariable> variables = [.. layers.SelectMany(layer => layer.Variables)];
        AddFunction(target.GraphDef.Library, layers, variables, signature);

        var graph = new GraphBuilder(target.GraphDef.Node);
        string[] handles = [.. variables.Select(variable => NodeOf(AddVariable(graph, variable)))];
        var input = graph.Add("Placeholder", [], new()
        {
            ["dtype"] = Attribute.Of(signature.InputType),
            ["shape"] = Attribute.Of(signature.InputShape),
        }, name: $"{Signature.Name}_{signature.InputName}");
        var output = graph.Add("StatefulPartitionedCall", [input, .. handles], new()
        {
            ["Tin"] = Attribute.Of([signature.InputType, .. variables.Select(_ => DataType.DtResource)]),
            ["Tout"] = Attribute.Of([DataType.DtFloat]),
            ["f"] = Attribute.Function(Signature.Function),
            ["_output_shapes"] = Attribute.Of([signature.OutputShape]),
        });
        var initialized = graph.Add("NoOp", [], []);

        target.SignatureDef.Add(Signature.Name, signature.ToProto(input, output));
        target.SignatureDef.Add("__saved_model_init_op", new()
        {
            Outputs = { ["__saved_model_init_op"] = new TensorInfo { Name = NodeOf(initialized), TensorShape = Attribute.ShapeProto(null) } },
        });
        target.SaverDef = AddSaver(graph, variables, handles);
    }

    static string AddVariable(GraphBuilder graph, ModelVariable variable) => graph.Add("VarHandleOp", [], new()
    {
        ["dtype"] = Attribute.Of(DataType.DtFloat),
        ["shape"] = Attribute.Of(variable.Shape),
        ["shared_name"] = Attribute.Of(variable.Name),
    }, name: variable.Name);

    static void AddFunction(FunctionDefLibrary library, IReadOnlyList<SavedLayer> layers, IReadOnlyList<ModelVariable> variables, Signature signature)
    {
        // Results and arguments of a signature are flattened by sorted name; with one of each there is nothing to sort.
        var input = ArgumentName(signature.InputName);
        Dictionary<ModelVariable, string> handles = [];
        foreach (var variable in variables)
            handles[variable] = $"v{handles.Count}";
        if (handles.ContainsValue(input))
            input = $"input_{input}";

        (string, DataType)[] arguments = [(input, signature.InputType), .. variables.Select(variable => (handles[variable], DataType.DtResource))];
        var function = new FunctionBuilder(library, Signature.Function, arguments, isStateful: true);
        for (var i = 0; i < variables.Count; i++)
            function.DescribeVariable(i + 1, variables[i].Shape);

        var value = new GraphValue(input, signature.InputType, signature.InputShape);
        foreach (var layer in layers)
        {
            var ownHandles = layer.Variables.ToDictionary(variable => variable.Path, variable => handles[variable]);
            value = layer.Format.AddTo(new(function.Graph, library, ownHandles), layer.Layer, value);
        }

        var output = value.Type == DataType.DtFloat ? value.Output : function.Graph.Cast(value.Output, value.Type, DataType.DtFloat);
        function.Return(FunctionOutput, DataType.DtFloat, function.Graph.Unary("Identity", output));
    }

    // TensorFlow 1 and its servers: feed the file's name, run restore_all.
    static SaverDef AddSaver(GraphBuilder graph, IReadOnlyList<ModelVariable> variables, string[] handles)
    {
        var fileName = graph.Add("Placeholder", [], new()
        {
            ["dtype"] = Attribute.Of(DataType.DtString),
            ["shape"] = Attribute.Of(new Shape()),
        }, name: "saver_filename");
        var keys = graph.Const([.. variables.Select(variable => variable.Key)]);
        var slices = graph.Const([.. variables.Select(_ => "")]);
        string[] values = [.. variables.Select((variable, i) => graph.ReadVariable(handles[i], $"{variable.Name}/Read/ReadVariableOp"))];
        var types = Attribute.Of(variables.Select(_ => DataType.DtFloat));
        var save = graph.Add("SaveV2", [fileName, keys, slices, .. values], new() { ["dtypes"] = types });
        var saved = graph.Add("Identity", [fileName, Control(save)], new() { ["T"] = Attribute.Of(DataType.DtString) }, name: "save_path");
        var restored = graph.Add("RestoreV2", variables.Count, [fileName, keys, slices], new() { ["dtypes"] = types });
        var floats = Attribute.Of(DataType.DtFloat);
        string[] assigned = [.. handles.Select((handle, i)
            => graph.Add("AssignVariableOp", [handle, restored[i]], new() { ["dtype"] = floats }, name: $"AssignVariableOp_{i}"))];
        var restoreAll = graph.Add("NoOp", assigned.Select(Control), [], name: "restore_all");
        return new()
        {
            FilenameTensorName = fileName,
            SaveTensorName = saved,
            RestoreOpName = NodeOf(restoreAll),
            Version = SaverDef.Types.CheckpointFormatVersion.V2,
        };
    }

    static string NodeOf(string output) => output[..output.LastIndexOf(':')];

    static string Control(string output) => $"^{NodeOf(output)}";

    // The letters that TensorFlow has in names of arguments.
    static string ArgumentName(string name)
    {
        var letters = string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return char.IsAsciiLetter(letters[0]) ? letters : $"input_{letters}";
    }
}
