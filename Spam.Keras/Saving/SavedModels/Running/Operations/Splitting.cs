namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>One tensor cut into several along an axis.</summary>
static class Splitting
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.ListOf("Split", "output", node => node.Attr.GetValueOrDefault("num_split")?.I ?? 0, Split),
        Operation.ListOf("SplitV", "output", node => node.Attr.GetValueOrDefault("num_split")?.I ?? 0, SplitBySizes),
        Operation.ListOf("Unpack", "output", node => node.Attr.GetValueOrDefault("num")?.I ?? 0, Unpack),
    ];

    static RunValue[] Split(NodeCall call)
    {
        var axis = call.Axis(call.Int(0), call[1].Shape.Rank);
        var count = call.Node.NumOutputs;
        if (count == 0 || call[1].Shape[axis] % count != 0)
            throw call.Fail($"it cuts axis {axis} of a {call[1]} into {count} equal parts");

        var sizes = new int[count];
        Array.Fill(sizes, call[1].Shape[axis] / count);
        return Cut(call, call[1], axis, sizes, keepsAxis: true);
    }

    static RunValue[] SplitBySizes(NodeCall call)
    {
        var axis = call.Axis(call.Int(2), call[0].Shape.Rank);
        int[] sizes = [.. call.Ints(1)];
        var rest = Array.IndexOf(sizes, -1);
        if (rest >= 0)
            sizes[rest] = 0;
        if (sizes.Any(size => size < 0) || sizes.Length != call.Node.NumOutputs)
            throw call.Fail($"it cuts a {call[0]} into {call.Node.NumOutputs} parts of the sizes {string.Join(", ", call.Ints(1).Take(12))}");

        var sum = sizes.Sum(size => (long)size);
        if (rest >= 0 && sum <= call[0].Shape[axis])
            sizes[rest] = (int)(call[0].Shape[axis] - sum);
        else if (sum != call[0].Shape[axis])
            throw call.Fail($"its parts take {sum} of axis {axis} of a {call[0]}");

        return Cut(call, call[0], axis, sizes, keepsAxis: true);
    }

    static RunValue[] Unpack(NodeCall call)
    {
        var axis = call.Axis(call.Number("axis"), call[0].Shape.Rank);
        if (call[0].Shape[axis] != call.Node.NumOutputs)
            throw call.Fail($"it makes {call.Node.NumOutputs} tensors of axis {axis} of a {call[0]}");

        var sizes = new int[call.Node.NumOutputs];
        Array.Fill(sizes, 1);
        return Cut(call, call[0], axis, sizes, keepsAxis: false);
    }

    static RunValue[] Cut(NodeCall call, RunValue input, int axis, int[] parts, bool keepsAxis)
    {
        var outputs = new RunValue[parts.Length];
        var start = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            outputs[i] = Part(call, input, axis, start, parts[i], keepsAxis);
            start += parts[i];
        }

        return outputs;
    }

    static RunValue Part(NodeCall call, RunValue input, int axis, int start, int count, bool keepsAxis) => input switch
    {
        GraphTensor<float> x => Part(call, x, axis, start, count, keepsAxis),
        GraphTensor<int> x => Part(call, x, axis, start, count, keepsAxis),
        GraphTensor<long> x => Part(call, x, axis, start, count, keepsAxis),
        GraphTensor<double> x => Part(call, x, axis, start, count, keepsAxis),
        GraphTensor<bool> x => Part(call, x, axis, start, count, keepsAxis),
        GraphTensor<Half> x => Part(call, x, axis, start, count, keepsAxis),
        GraphTensor<Google.Protobuf.ByteString> x => Part(call, x, axis, start, count, keepsAxis),
        _ => throw call.Fail($"it cuts a {input}, whose elements it has no place for"),
    };

    static GraphTensor<T> Part<T>(NodeCall call, GraphTensor<T> input, int axis, int start, int count, bool keepsAxis)
    {
        var strides = View.Strides(input.Shape);
        var sizes = input.Shape.Sizes.ToArray();
        sizes[axis] = count;
        return Slicing.Copy(call, input, sizes, strides, start * strides[axis], keepsAxis ? sizes : [.. sizes[..axis], .. sizes[(axis + 1)..]]);
    }
}
