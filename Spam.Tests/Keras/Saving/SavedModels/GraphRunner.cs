using System.Runtime.InteropServices;
using Spam.Keras;
using Spam.Keras.Saving.Protos;

namespace Spam.Tests.Keras.Saving.SavedModels;

/// <summary>
/// Runs the function behind a SavedModel's signature, one operation after the other as TensorFlow defines them, so that what a graph computes
/// can be compared without TensorFlow. A plain twin: every value is float32, lists of tensors aside.
/// </summary>
sealed class GraphRunner(MetaGraphDef graph, IReadOnlyDictionary<string, Tensor> variables)
{
    readonly Dictionary<string, FunctionDef> _functions = graph.GraphDef.Library.Function.ToDictionary(function => function.Signature.Name);

    /// <summary>The signature's only output.</summary>
    public Tensor Run(Tensor input)
    {
        var call = graph.GraphDef.Node.Single(node => node.Op == "StatefulPartitionedCall");
        object[] arguments = [.. call.Input.Select(name => name.EndsWith(":0", StringComparison.Ordinal) ? input : variables[name])];
        return (Tensor)Call(call.Attr["f"].Func.Name, arguments).Single();
    }

    object[] Call(string name, object[] arguments)
    {
        var function = _functions[name];
        Dictionary<string, object> values = [];
        for (var i = 0; i < arguments.Length; i++)
            values.Add(function.Signature.InputArg[i].Name, arguments[i]);

        foreach (var node in function.NodeDef)
        {
            var outputs = Compute(node, [.. node.Input.Select(input => values[input])]);
            for (var i = 0; i < outputs.Length; i++)
                values.Add($"{node.Name}:{Spam.Keras.Saving.SavedModels.GraphBuilder.OutputNames[node.Op]}:{i}", outputs[i]);
        }

        return [.. function.Signature.OutputArg.Select(output => values[function.Ret[output.Name]])];
    }

    object[] Compute(NodeDef node, object[] inputs)
    {
        if (node.Op == "StatelessWhile")
            return While(node, inputs);

        var tensors = inputs.OfType<Tensor>().ToArray();
        return node.Op switch
        {
            "TensorListReserve" => [new Tensor[Number(tensors[1])]],
            "TensorListSetItem" => [((Tensor[])inputs[0]).Select((item, i) => i == Number(tensors[0]) ? tensors[1] : item).ToArray()],
            "TensorListStack" => [Stack((Tensor[])inputs[0])],
            "Split" => Split(tensors[1], (int)node.Attr["num_split"].I),
            _ => [inputs[0..] is [Tensor[] list] ? list : Simple(node, tensors)],
        };
    }

    object[] While(NodeDef node, object[] values)
    {
        while (((Tensor)Call(node.Attr["cond"].Func.Name, values).Single())[0] != 0)
            values = Call(node.Attr["body"].Func.Name, values);

        return values;
    }

    static Tensor Simple(NodeDef node, Tensor[] inputs) => node.Op switch
    {
        "ReadVariableOp" or "Identity" or "Cast" => inputs[0],
        "Const" => Const(node.Attr["value"].Tensor),
        "Shape" => Tensor.Vector([.. inputs[0].Shape.Select(size => (float)size)]),
        "StridedSlice" => new([inputs[0][Number(inputs[1])]], new()),
        "Pack" => Tensor.Vector([.. inputs.Select(input => input[0])]),
        "Fill" => Filled(new([.. inputs[0].Span.ToArray().Select(size => (int)size)]), inputs[1][0]),
        "Reshape" => Reshape(inputs[0], [.. inputs[1].Span.ToArray().Select(size => (int)size)]),
        "ExpandDims" => new(inputs[0].Span.ToArray(), inputs[0].Shape.Append(1)),
        "Transpose" => Transpose(inputs[0], [.. inputs[1].Span.ToArray().Select(axis => (int)axis)]),
        "ReverseV2" => inputs[0].Samples([.. Enumerable.Range(0, inputs[0].Shape[0]).Reverse()]), // axis 0, the only one that is used
        "GatherV2" => Gather(inputs[0], inputs[1]),
        "MatMul" => MatMul(inputs[0], inputs[1]),
        "AddV2" or "BiasAdd" => Combine(inputs[0], inputs[1], (a, b) => a + b),
        "Mul" => Combine(inputs[0], inputs[1], (a, b) => a * b),
        "Less" => Combine(inputs[0], inputs[1], (a, b) => a < b ? 1 : 0),
        "NotEqual" => Combine(inputs[0], inputs[1], (a, b) => a != b ? 1 : 0),
        "SelectV2" => Select(inputs[0], inputs[1], inputs[2]),
        "Sigmoid" => Map(inputs[0], x => 1 / (1 + Math.Exp(-x))),
        "Tanh" => Map(inputs[0], Math.Tanh),
        "Relu" => Map(inputs[0], x => Math.Max(0, x)),
        "Elu" => Map(inputs[0], x => x > 0 ? x : Math.Exp(x) - 1),
        "Selu" => Map(inputs[0], x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1))),
        "Softplus" => Map(inputs[0], x => Math.Log(1 + Math.Exp(x))),
        "Exp" => Map(inputs[0], Math.Exp),
        "Softmax" => Softmax(inputs[0]),
        _ => throw new NotSupportedException($"The operation {node.Op} is not in this runner."),
    };

    static int Number(Tensor tensor) => (int)tensor[0];

    static Tensor Const(TensorProto proto)
    {
        Shape shape = new([.. (proto.TensorShape ?? new()).Dim.Select(dimension => (int)dimension.Size)]);
        return new(
            proto.Dtype == DataType.DtInt32
                ? Array.ConvertAll(MemoryMarshal.Cast<byte, int>(proto.TensorContent.Span).ToArray(), value => (float)value)
                : MemoryMarshal.Cast<byte, float>(proto.TensorContent.Span).ToArray(),
            shape);
    }

    static Tensor Filled(Shape shape, float value)
    {
        var tensor = new Tensor(shape);
        tensor.Span.Fill(value);
        return tensor;
    }

    static Tensor Reshape(Tensor input, int[] sizes)
    {
        var rest = Array.IndexOf(sizes, -1);
        if (rest >= 0)
            sizes[rest] = input.Length / sizes.Where(size => size >= 0).Aggregate(1, (a, b) => a * b);
        return input.Reshape(sizes);
    }

    static Tensor Transpose(Tensor input, int[] order)
    {
        var output = new Tensor(new Shape([.. order.Select(axis => input.Shape[axis])]));
        var steps = new int[input.Rank];
        var step = 1;
        for (var axis = input.Rank - 1; axis >= 0; axis--)
            (steps[axis], step) = (step, step * input.Shape[axis]);
        for (var i = 0; i < output.Length; i++)
        {
            var (rest, from) = (i, 0);
            for (var axis = input.Rank - 1; axis >= 0; axis--)
                (rest, from) = (rest / output.Shape[axis], from + (rest % output.Shape[axis] * steps[order[axis]]));
            output[i] = input[from];
        }

        return output;
    }

    static Tensor Gather(Tensor table, Tensor indices)
    {
        var samples = table.Samples([.. indices.Span.ToArray().Select(index => (int)index)]);
        return samples.Reshape([.. indices.Shape.Sizes, .. table.Shape.Sizes[1..]]);
    }

    static Tensor MatMul(Tensor left, Tensor right)
    {
        var output = new Tensor(left.Shape[0], right.Shape[1]);
        for (var row = 0; row < left.Shape[0]; row++)
        {
            for (var column = 0; column < right.Shape[1]; column++)
            {
                var sum = 0.0;
                for (var k = 0; k < right.Shape[0]; k++)
                    sum += (double)left.Row(row)[k] * right.Row(k)[column];
                output.Row(row)[column] = (float)sum;
            }
        }

        return output;
    }

    // Equal shapes, or a right side that is repeated along the first axes.
    static Tensor Combine(Tensor left, Tensor right, Func<float, float, float> combine)
    {
        var output = new Tensor(left.Shape);
        for (var i = 0; i < left.Length; i++)
            output[i] = combine(left[i], right[i % right.Length]);
        return output;
    }

    static Tensor Select(Tensor condition, Tensor left, Tensor right)
    {
        var output = new Tensor(left.Shape);
        var width = left.Length / condition.Length; // (batch, 1) over (batch, units)
        for (var i = 0; i < left.Length; i++)
            output[i] = condition[i / width] != 0 ? left[i] : right[i];
        return output;
    }

    static Tensor Map(Tensor input, Func<double, double> function)
        => new(Array.ConvertAll(input.Span.ToArray(), value => (float)function(value)), input.Shape);

    static Tensor Softmax(Tensor input)
    {
        var output = Map(input, Math.Exp);
        for (var row = 0; row < output.NumRows; row++)
        {
            var sum = 0f;
            foreach (var value in output.Row(row))
                sum += value;
            foreach (ref var value in output.Row(row))
                value /= sum;
        }

        return output;
    }

    static object[] Split(Tensor input, int numParts)
    {
        var width = input.Shape[^1] / numParts;
        return [.. Enumerable.Range(0, numParts).Select(part =>
        {
            var output = new Tensor(input.Shape.With(^1, width));
            for (var row = 0; row < input.NumRows; row++)
                input.Row(row).Slice(part * width, width).CopyTo(output.Row(row));
            return (object)output;
        })];
    }

    static Tensor Stack(Tensor[] items) => new([.. items.SelectMany(item => item.Span.ToArray())], new([items.Length, .. items[0].Shape.Sizes]));
}
