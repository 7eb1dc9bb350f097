using Google.Protobuf;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels.Running;

namespace Spam.Tests.Keras.Saving.SavedModels.Running;

/// <summary>Runs one operation by itself, and makes and compares its values.</summary>
static class OneNode
{
    /// <summary>All outputs of an operation.</summary>
    public static RunValue[] Run(string operation, RunValue[] inputs, params (string Name, AttrValue Value)[] attributes)
        => Run(new GraphDef(), operation, inputs, attributes);

    /// <summary>All outputs of an operation in a graph that holds the functions that it calls.</summary>
    public static RunValue[] Run(
        GraphDef graph, string operation, RunValue[] inputs, (string Name, AttrValue Value)[] attributes, GraphLimits? limits = null, CancellationToken cancellation = default)
    {
        var names = inputs.Select((_, i) => $"x{i}").ToArray();
        var node = Node("node", operation, names, attributes);
        graph.Node.Add(names.Select(name => Node(name, "Placeholder", [])));
        graph.Node.Add(node);

        var definition = OperationTable.Find(operation);
        var numOutputs = definition is null ? 1 : (int)(definition.Count?.Invoke(node) ?? definition.Outputs.Length);
        var function = new GraphCompiler(graph, "graph.pb").MainGraph(names, [.. Enumerable.Range(0, numOutputs).Select(i => $"node:{i}"), "^node"]);
        return new GraphRun("graph.pb", limits ?? new(), new Dictionary<string, RunValue>(), cancellation).Call(function, inputs);
    }

    /// <summary>Checks the only output of an operation.</summary>
    public static void Gives(RunValue expected, string operation, RunValue[] inputs, params (string Name, AttrValue Value)[] attributes)
        => Same(expected, Assert.Single(Run(operation, inputs, attributes)));

    /// <summary>The message with which an operation is refused.</summary>
    public static string Refused(string operation, RunValue[] inputs, params (string Name, AttrValue Value)[] attributes)
        => Assert.ThrowsAny<KerasException>(() => Run(operation, inputs, attributes)).Message;

    /// <summary>Checks a value: type, shape and elements, fractions within 1e-6 of the larger of 1 and themselves.</summary>
    public static void Same(RunValue expected, RunValue actual)
    {
        Assert.Equal(expected.ToString(), actual.ToString());
        switch (expected)
        {
            case GraphTensor<float> floats:
                Near.Equal(floats.Span, ((GraphTensor<float>)actual).Span, 1e-6);
                break;
            case GraphTensor<double> doubles:
                Assert.All(doubles.Values.Zip(((GraphTensor<double>)actual).Values), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
                break;
            case GraphTensor<int> ints:
                Assert.Equal(ints.Values, ((GraphTensor<int>)actual).Values);
                break;
            case GraphTensor<long> longs:
                Assert.Equal(longs.Values, ((GraphTensor<long>)actual).Values);
                break;
            case GraphTensor<bool> flags:
                Assert.Equal(flags.Values, ((GraphTensor<bool>)actual).Values);
                break;
            case GraphTensor<ByteString> texts:
                Assert.Equal(texts.Values, ((GraphTensor<ByteString>)actual).Values);
                break;
            default:
                Assert.Fail($"{expected} is not compared here");
                break;
        }
    }

    /// <summary>A node.</summary>
    public static NodeDef Node(string name, string operation, string[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = operation };
        node.Input.Add(inputs);
        foreach (var (attribute, value) in attributes)
            node.Attr[attribute] = value;
        return node;
    }

    public static GraphTensor<float> Floats(int[] shape, params float[] values) => new(values, new(shape));

    public static GraphTensor<float> Float(float value) => Floats([], value);

    public static GraphTensor<int> Ints(int[] shape, params int[] values) => new(values, new(shape));

    public static GraphTensor<int> List(params int[] values) => Ints([values.Length], values);

    public static GraphTensor<int> Int(int value) => Ints([], value);

    public static GraphTensor<long> Longs(int[] shape, params long[] values) => new(values, new(shape));

    public static GraphTensor<bool> Flags(int[] shape, params bool[] values) => new(values, new(shape));

    public static GraphTensor<ByteString> Texts(int[] shape, params string[] values) => new([.. values.Select(ByteString.CopyFromUtf8)], new(shape));

    public static AttrValue Of(long number) => new() { I = number };

    public static AttrValue Of(bool flag) => new() { B = flag };

    public static AttrValue Of(float fraction) => new() { F = fraction };

    public static AttrValue Of(string text) => new() { S = ByteString.CopyFromUtf8(text) };

    public static AttrValue Of(DataType type) => new() { Type = type };

    public static AttrValue Of(params long[] numbers)
    {
        var list = new AttrValue.Types.ListValue();
        list.I.AddRange(numbers);
        return new() { List = list };
    }

    public static AttrValue Of(params DataType[] types)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(types);
        return new() { List = list };
    }

    public static AttrValue Callee(string name) => new() { Func = new() { Name = name } };
}
