using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels;
using Xunit.Abstractions;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>The graphs that are written: legal by TensorFlow's own definitions of its operations, and computing what the model computes.</summary>
public sealed class GraphGoldenTests(ITestOutputHelper output) : IDisposable
{
    static readonly Dictionary<string, Activation> _ofOptions = new()
    {
        ["celu"] = new Celu(.5f),
        ["elu"] = new Elu(.3f),
        ["gelu"] = new Gelu(approximate: true),
        ["hard_shrink"] = new HardShrink(.8f),
        ["leaky_relu"] = new LeakyRelu(.4f),
        ["relu"] = new Relu(1.5f, .2f, .3f),
        ["relu from a threshold"] = new Relu(threshold: .7f),
        ["soft_shrink"] = new SoftShrink(.8f),
        ["squareplus"] = new Squareplus(.5f),
    };

    readonly string _folder = Directory.CreateTempSubdirectory("spam-tests-").FullName;

    public static TheoryData<string> Models => ExportedModels.Names;

    public static TheoryData<string> Keras3Activations => [.. ExportedModels.Activations(Dialect.Keras3)];

    public static TheoryData<string> ActivationOptions => [.. _ofOptions.Keys];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, MemberData(nameof(Models))]
    public void A_graph_computes_what_its_model_predicts(string name)
    {
        var model = ExportedModels.Make(name);

        model.Export(_folder);

        foreach (var batch in (int[])[1, 4, 12])
            GraphComparison.Check(model, _folder, ExportedModels.Inputs(model, batch), output);
    }

    [Theory, MemberData(nameof(Keras3Activations))]
    public void An_activation_of_Keras_3_has_its_meaning_there(string name) => Check(Activation.Get(name, Dialect.Keras3));

    [Theory, MemberData(nameof(ActivationOptions))]
    public void An_activations_options_are_in_its_graph(string name) => Check(_ofOptions[name]);

    [SkippableTheory, MemberData(nameof(Models))]
    public void Every_node_is_as_TensorFlow_defines_its_operation(string name)
    {
        var definitions = Definitions();
        ExportedModels.Make(name).Export(_folder);
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

    void Check(Activation activation)
    {
        var model = ExportedModels.OfActivation(activation);
        ExportedModels.DrawWeights(model);

        model.Export(_folder);

        GraphComparison.Check(model, _folder, ExportedModels.Inputs(model, batch: 12), output);
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

    static MetaGraphDef Read(string folder)
        => Spam.Keras.Saving.Protos.SavedModel.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(folder, "saved_model.pb"))).MetaGraphs.Single();
}
