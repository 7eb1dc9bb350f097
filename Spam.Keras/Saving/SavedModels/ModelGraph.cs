using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>A model as a graph: variables, a function that predicts, and what saves and restores the variables.</summary>
static class ModelGraph
{
    /// <summary>Fills <paramref name="target"/>'s graph, signatures and saver.</summary>
    public static void AddTo(MetaGraphDef target, Model model, ModelObjects objects, Signature signature)
    {
        target.GraphDef = new() { Versions = new() { Producer = 1645, MinConsumer = 12 }, Library = new() }; // TensorFlow 2.15's graph version
        AddFunction(target.GraphDef.Library, model, objects, signature);

        var graph = new GraphBuilder(target.GraphDef.Node);
        string[] handles = [.. objects.Variables.Select(variable => NodeOf(AddVariable(graph, variable)))];
        string[] inputs = [.. signature.Inputs.Select(input => graph.Add("Placeholder", [], new()
        {
            ["dtype"] = Attribute.Of(input.Type),
            ["shape"] = Attribute.Of(input.Shape),
        }, name: $"{Signature.Name}_{input.Name}"))];
        var outputs = graph.Add("StatefulPartitionedCall", signature.Outputs.Count, [.. inputs, .. handles], new()
        {
            ["Tin"] = Attribute.Of([.. signature.Inputs.Select(input => input.Type), .. handles.Select(_ => DataType.DtResource)]),
            ["Tout"] = Attribute.Of(signature.Outputs.Select(output => output.Type)),
            ["f"] = Attribute.Function(Signature.Function),
            ["_output_shapes"] = Attribute.Of(signature.Outputs.Select(output => output.Shape)),
        });
        var initialized = graph.Add("NoOp", [], []);

        target.SignatureDef.Add(Signature.Name, signature.ToProto(inputs, outputs));
        target.SignatureDef.Add("__saved_model_init_op", new()
        {
            Outputs = { ["__saved_model_init_op"] = new TensorInfo { Name = NodeOf(initialized), TensorShape = Attribute.ShapeProto(null) } },
        });
        target.SaverDef = AddSaver(graph, objects.Variables, handles);
    }

    static string AddVariable(GraphBuilder graph, ModelVariable variable) => graph.Add("VarHandleOp", [], new()
    {
        ["dtype"] = Attribute.Of(DataType.DtFloat),
        ["shape"] = Attribute.Of(variable.Shape),
        ["shared_name"] = Attribute.Of(variable.Name),
    }, name: variable.Name);

    static void AddFunction(FunctionDefLibrary library, Model model, ModelObjects objects, Signature signature)
    {
        var handles = objects.Variables.Select((variable, i) => (Variable: variable, Name: $"v{i}")).ToDictionary(pair => pair.Variable, pair => pair.Name);
        var inputs = ArgumentNames(signature.Inputs, handles.Values);
        (string, DataType)[] arguments =
        [
            .. inputs.Zip(signature.Inputs, (name, input) => (name, input.Type)),
            .. objects.Variables.Select(variable => (handles[variable], DataType.DtResource)),
        ];
        var function = new FunctionBuilder(library, Signature.Function, arguments, isStateful: true);
        for (var i = 0; i < objects.Variables.Count; i++)
            function.DescribeVariable(inputs.Count + i, objects.Variables[i].Shape);

        var paths = objects.Paths.ToDictionary(path => path.Key, path => handles[path.Value]);
        var places = signature.Inputs.Select(input => input.Place.Node).ToList();
        var values = model.Inputs.Select(node => places.IndexOf(node))
            .Select(i => new GraphValue(inputs[i], signature.Inputs[i].Type, signature.Inputs[i].Shape)).ToArray();
        var nodes = Apply(new(function.Graph, library, paths, Path: "", Name: ""), model, objects.Layers, values);
        for (var i = 0; i < signature.Outputs.Count; i++)
        {
            var (value, name) = (nodes[signature.Outputs[i].Place.Node][signature.Outputs[i].Place.Output], $"output_{i}");
            var output = value.Type == DataType.DtFloat ? value.Output : function.Graph.Cast(value.Output, value.Type, DataType.DtFloat);
            function.Return(name, DataType.DtFloat, function.Graph.Unary("Identity", output));
        }
    }

    /// <summary>Adds all layers of a model, each as often as it is called.</summary>
    /// <param name="graph">The model's place.</param>
    /// <param name="model">The model.</param>
    /// <param name="layers">Its layers' names.</param>
    /// <param name="inputs">What comes in, in the model's own order.</param>
    /// <returns>For each of the model's nodes its outputs.</returns>
    public static IReadOnlyList<IReadOnlyList<GraphValue>> Apply(
        LayerGraph graph, Network model, IReadOnlyList<SavedLayer> layers, IReadOnlyList<GraphValue> inputs)
    {
        List<IReadOnlyList<GraphValue>> values = [];
        foreach (var node in model.Nodes)
        {
            if (node.Layer is InputLayer)
            {
                values.Add([inputs[model.Inputs.ToList().IndexOf(values.Count)]]);
                continue;
            }

            var name = layers.First(layer => ReferenceEquals(layer.Layer, node.Layer)).Names[0];
            values.Add(graph.Within(name, node.Layer.Name).Apply(node.Layer, [.. node.Inputs.Select(source => values[source.Node][source.Output])]));
        }

        return values;
    }

    // TensorFlow 1 and its servers: feed the file's name, run restore_all.
    static SaverDef AddSaver(GraphBuilder graph, List<ModelVariable> variables, string[] handles)
    {
        var fileName = graph.Add("Placeholder", [], new()
        {
            ["dtype"] = Attribute.Of(DataType.DtString),
            ["shape"] = Attribute.Of(new Shape()),
        }, name: "saver_filename");
        var names = variables.Count > 0 ? AddNames(graph, variables) : []; // SaveV2 and RestoreV2 do not take nothing
        var types = Attribute.Of(variables.Select(_ => DataType.DtFloat));
        List<string> saves = [], assignments = [];
        if (names.Length > 0)
        {
            var values = variables.Select((variable, i) => graph.ReadVariable(handles[i], $"{variable.Name}/Read/ReadVariableOp")).ToArray();
            saves.Add(Control(graph.Add("SaveV2", [fileName, .. names, .. values], new() { ["dtypes"] = types })));
        }

        var saved = graph.Add("Identity", [fileName, .. saves], new() { ["T"] = Attribute.Of(DataType.DtString) }, name: "save_path");
        if (names.Length > 0)
        {
            var floats = Attribute.Of(DataType.DtFloat);
            var restored = graph.Add("RestoreV2", variables.Count, [fileName, .. names], new() { ["dtypes"] = types });
            assignments.AddRange(handles.Select((handle, i)
                => Control(graph.Add("AssignVariableOp", [handle, restored[i]], new() { ["dtype"] = floats }, name: $"AssignVariableOp_{i}"))));
        }

        var restoreAll = graph.Add("NoOp", assignments, [], name: "restore_all");
        return new()
        {
            FilenameTensorName = fileName,
            SaveTensorName = saved,
            RestoreOpName = NodeOf(restoreAll),
            Version = SaverDef.Types.CheckpointFormatVersion.V2,
        };
    }

    // The keys, and for each that all of its tensor is meant.
    static string[] AddNames(GraphBuilder graph, List<ModelVariable> variables)
        => [graph.Const([.. variables.Select(variable => variable.Key)]), graph.Const([.. variables.Select(_ => "")])];

    static string NodeOf(string output) => output[..output.LastIndexOf(':')];

    static string Control(string output) => $"^{NodeOf(output)}";

    // Names of the letters that TensorFlow has in names of arguments, each once.
    static List<string> ArgumentNames(IEnumerable<SignatureTensor> inputs, IEnumerable<string> taken)
    {
        HashSet<string> names = [.. taken];
        List<string> arguments = [];
        foreach (var input in inputs)
        {
            var letters = string.Concat(input.Name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
            if (!char.IsAsciiLetter(letters[0]) || names.Contains(letters))
                letters = $"input_{letters}";
            var name = letters;
            for (var number = 1; !names.Add(name); number++)
                name = $"{letters}_{number}";
            arguments.Add(name);
        }

        return arguments;
    }
}
