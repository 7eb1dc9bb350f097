using Google.Protobuf;
using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels.Running;

namespace Spam.Tests.Keras.Saving.SavedModels.Running;

/// <summary>Damage that bytes turned at random seldom do: a graph that is well formed and means something else.</summary>
static class GraphDamage
{
    static readonly long[] _numbers = [0, 1, -1, 2, 3, 7, 63, 1000, 65_536, int.MaxValue, int.MinValue, long.MaxValue, long.MinValue];

    static readonly string[] _operations = [.. OperationTable.Names];

    /// <summary>A copy of a model with one to three nodes changed.</summary>
    public static Spam.Keras.Saving.Protos.SavedModel To(Spam.Keras.Saving.Protos.SavedModel sound, Random random)
    {
        var model = sound.Clone();
        var graph = model.MetaGraphs[0].GraphDef;
        var bodies = graph.Library.Function.Select(function => function.NodeDef).Append(graph.Node).Where(nodes => nodes.Count > 0).ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var nodes = bodies[random.Next(bodies.Count)];
            Change(nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)], graph, random);
        }

        return model;
    }

    static void Change(NodeDef node, NodeDef other, GraphDef graph, Random random)
    {
        switch (random.Next(6))
        {
            case 0:
                node.Op = _operations[random.Next(_operations.Length)];
                break;
            case 1 when node.Input.Count > 0 && other.Input.Count > 0:
                node.Input[random.Next(node.Input.Count)] = other.Input[random.Next(other.Input.Count)];
                break;
            case 2 when node.Input.Count > 1:
                (node.Input[0], node.Input[^1]) = (node.Input[^1], node.Input[0]);
                break;
            case 3 when node.Input.Count > 0:
                node.Input.RemoveAt(random.Next(node.Input.Count));
                break;
            default:
                if (node.Attr.Count > 0)
                    Change(node.Attr.ElementAt(random.Next(node.Attr.Count)).Value, graph, random);
                break;
        }
    }

    static void Change(AttrValue value, GraphDef graph, Random random)
    {
        var number = _numbers[random.Next(_numbers.Length)];
        switch (value.ValueCase)
        {
            case AttrValue.ValueOneofCase.I:
                value.I = number;
                break;
            case AttrValue.ValueOneofCase.B:
                value.B = !value.B;
                break;
            case AttrValue.ValueOneofCase.Type:
                value.Type = (DataType)random.Next(25);
                break;
            case AttrValue.ValueOneofCase.S:
                value.S = ByteString.CopyFromUtf8(random.Next(2) == 0 ? "" : "SAME");
                break;
            case AttrValue.ValueOneofCase.Func:
                value.Func.Name = graph.Library.Function[random.Next(graph.Library.Function.Count)].Signature.Name;
                break;
            case AttrValue.ValueOneofCase.List when value.List.I.Count > 0:
                value.List.I[random.Next(value.List.I.Count)] = number;
                break;
            case AttrValue.ValueOneofCase.Tensor:
                Change(value.Tensor, (int)Math.Clamp(number, int.MinValue, int.MaxValue), random);
                break;
            default:
                break;
        }
    }

    static void Change(TensorProto tensor, int number, Random random)
    {
        if (tensor.TensorShape?.Dim.Count > 0 && random.Next(3) == 0)
        {
            tensor.TensorShape.Dim[random.Next(tensor.TensorShape.Dim.Count)].Size = number;
        }
        else if (tensor.IntVal.Count > 0)
        {
            tensor.IntVal[0] = number;
        }
        else if (tensor.Dtype == DataType.DtInt32 && tensor.TensorContent.Length >= sizeof(int))
        {
            var bytes = tensor.TensorContent.ToByteArray();
            BitConverter.TryWriteBytes(bytes.AsSpan(random.Next(bytes.Length / sizeof(int)) * sizeof(int)), number);
            tensor.TensorContent = ByteString.CopyFrom(bytes);
        }
    }
}
