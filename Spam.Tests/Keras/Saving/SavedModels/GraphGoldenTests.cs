using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>The graphs that are written: legal by TensorFlow's own definitions of its operations, and computing what the model computes.</summary>
public sealed class GraphGoldenTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    public static TheoryData<string> Folders => GoldenFolders.HandMade;

    public static TheoryData<string> Models => ExportedModels.Names;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [SkippableTheory, MemberData(nameof(Folders))]
    public void The_runner_computes_what_TensorFlow_computed_from_golden_graphs(string folder)
    {
        var path = GoldenFolders.Require(folder);

        var outputs = Run(path, GoldenFolders.Read(folder)["x0"].Tensor);

        Near.Equal(GoldenFolders.Read(folder)["y0"], outputs, tolerance: 1e-6);
    }

    [Theory, MemberData(nameof(Models))]
    public void A_graph_computes_what_its_model_predicts(string name)
    {
        var model = ExportedModels.Make(name);
        var inputs = Inputs(model, batch: 3);

        model.SaveSavedModel(_folder);

        var predictions = model.Predict(inputs);
        Near.Equal(predictions.Span, Run(_folder, inputs).Span, tolerance: 1e-5);
        Assert.Equal(predictions.Shape, Run(_folder, inputs).Shape);
    }

    [SkippableTheory, MemberData(nameof(Models))]
    public void Every_node_is_as_TensorFlow_defines_its_operation(string name)
    {
        var definitions = Definitions();
        ExportedModels.Make(name).SaveSavedModel(_folder);
        var graph = Read(_folder).GraphDef;

        CheckNodes(graph.Node, [], definitions, graph.Library);
        foreach (var function in graph.Library.Function)
            CheckNodes(function.NodeDef, [.. function.Signature.InputArg.Select(argument => argument.Name)], definitions, graph.Library);
    }

    [SkippableFact]
    public void Outputs_have_TensorFlows_names()
    {
        var definitions = Definitions();

        foreach (var (operation, name) in GraphBuilder.OutputNames)
            Assert.Equal(definitions[operation].GetProperty("outputs")[0].GetProperty("name").GetString(), name);
    }

    static Dictionary<string, JsonElement> Definitions()
        => GoldenData.Json("formats/opdefs.json").EnumerateArray().ToDictionary(definition => definition.GetProperty("name").GetString()!);

    static void CheckNodes(IEnumerable<NodeDef> nodes, HashSet<string> names, Dictionary<string, JsonElement> definitions, FunctionDefLibrary library)
    {
        foreach (var node in nodes)
        {
            var definition = definitions[node.Op];
            Assert.True(names.Add(node.Name), $"{node.Name} stands twice");
            Assert.Matches(@"\A[A-Za-z0-9.][A-Za-z0-9_>./-]*\z", node.Name);
            CheckAttributes(node, definition, library);

            var data = node.Input.Where(input => input[0] != '^').ToList();
            var expected = definition.GetProperty("inputs").EnumerateArray().Sum(input => NumTensors(input, node));
            Assert.True(expected == data.Count, $"{node.Op} {node.Name}: expected {expected} inputs, got {data.Count}");
            foreach (var input in node.Input)
                Assert.True(names.Contains(input.TrimStart('^').Split(':')[0]), $"{node.Name} reads {input}, which no node before it gives");
        }
    }

    static void CheckAttributes(NodeDef node, JsonElement definition, FunctionDefLibrary library)
    {
        var attributes = definition.GetProperty("attrs").EnumerateArray().ToDictionary(attribute => attribute.GetProperty("name").GetString()!);
        foreach (var (name, value) in node.Attr.Where(attribute => attribute.Key[0] != '_'))
        {
            Assert.True(attributes.TryGetValue(name, out var attribute), $"{node.Op} has no attribute {name}");
            Assert.True(HasType(value, attribute.GetProperty("type").GetString()!), $"{node.Op}.{name} holds {value}");
            if (attribute.TryGetProperty("allowed", out var allowed) && value.ValueCase == AttrValue.ValueOneofCase.Type)
                Assert.Contains(Name(value.Type), allowed.GetProperty("list").GetProperty("type").EnumerateArray().Select(type => type.GetString()));
            if (value.ValueCase == AttrValue.ValueOneofCase.Func)
                Assert.Contains(library.Function, function => function.Signature.Name == value.Func.Name);
        }

        foreach (var (name, attribute) in attributes)
            Assert.True(node.Attr.ContainsKey(name) || attribute.TryGetProperty("default", out _), $"{node.Op} {node.Name} lacks the attribute {name}");
    }

    static int NumTensors(JsonElement input, NodeDef node)
        => input.TryGetProperty("number_attr", out var number) ? (int)node.Attr[number.GetString()!].I
            : input.TryGetProperty("type_list_attr", out var types) ? node.Attr[types.GetString()!].List.Type.Count
            : 1;

    static bool HasType(AttrValue value, string type) => type switch
    {
        "type" => value.ValueCase == AttrValue.ValueOneofCase.Type,
        "int" => value.ValueCase == AttrValue.ValueOneofCase.I,
        "float" => value.ValueCase == AttrValue.ValueOneofCase.F,
        "bool" => value.ValueCase == AttrValue.ValueOneofCase.B,
        "string" => value.ValueCase == AttrValue.ValueOneofCase.S,
        "shape" => value.ValueCase == AttrValue.ValueOneofCase.Shape,
        "tensor" => value.ValueCase == AttrValue.ValueOneofCase.Tensor,
        "func" => value.ValueCase == AttrValue.ValueOneofCase.Func,
        "list(type)" => value.List is { Type.Count: > 0 },
        "list(shape)" => value.List is { Shape.Count: > 0 },
        "list(int)" => value.List is { I.Count: > 0 },
        _ => false,
    };

    static string Name(DataType type) => type switch
    {
        DataType.DtFloat => "DT_FLOAT",
        DataType.DtInt32 => "DT_INT32",
        DataType.DtInt64 => "DT_INT64",
        DataType.DtBool => "DT_BOOL",
        DataType.DtString => "DT_STRING",
        DataType.DtVariant => "DT_VARIANT",
        _ => $"{type}",
    };

    static Tensor Run(string folder, Tensor inputs)
    {
        var bundle = new BundleReader(Path.Combine(folder, "variables", "variables"));
        var graph = Read(folder);
        var keys = graph.GraphDef.Node.Single(node => node.Name == "Const").Attr["value"].Tensor.StringVal.Select(key => key.ToStringUtf8());
        var handles = graph.GraphDef.Node.Where(node => node.Op == "AssignVariableOp").Select(node => node.Input[0]);
        return new GraphRunner(graph, handles.Zip(keys).ToDictionary(pair => pair.First, pair => bundle.ReadTensor(pair.Second))).Run(inputs);
    }

    static MetaGraphDef Read(string folder)
        => Spam.Keras.Saving.Protos.SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "saved_model.pb"))).MetaGraphs.Single();

    static Tensor Inputs(Spam.Keras.Models.Model model, int batch)
    {
        var random = new Random(3);
        var inputs = new Tensor(new Shape([batch, .. model.InputShape[1..].Select(size => size == Shape.Unknown ? 4 : size)]));
        foreach (ref var value in inputs.Span)
            value = model.Layers[0] is Embedding embedding ? random.Next(Math.Min(3, embedding.InputDim)) : random.NextSingle() - 0.5f;
        return inputs;
    }
}
