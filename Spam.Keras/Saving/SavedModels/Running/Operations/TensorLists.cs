using Google.Protobuf;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Lists of tensors, in which loops find their steps and leave their results.</summary>
static class TensorLists
{
    const int MaxItems = 10_000_000;
    const int ItemSize = 64; // bytes that a list takes for an item, its elements aside

    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("TensorListReserve", "handle", Reserve),
        Operation.Of("TensorListFromTensor", "output_handle", FromTensor),
        Operation.Of("TensorListGetItem", "item", GetItem),
        Operation.Of("TensorListSetItem", "output_handle", SetItem),
        Operation.Of("TensorListStack", "tensor", Stack),
    ];

    static TensorList Reserve(NodeCall call)
    {
        var count = call.Int(1);
        if (count is < 0 or > MaxItems)
            throw call.Fail($"it asks for a list of {count} tensors; expected 0 to {MaxItems}");

        var memory = call.Run.Take((long)count * ItemSize);
        return new([.. Enumerable.Repeat<RunValue?>(null, count)], call.Type("element_dtype", Protos.DataType.DtFloat), memory);
    }

    static TensorList FromTensor(NodeCall call)
    {
        if (call[0].Shape.Rank == 0)
            throw call.Fail($"it makes a list of a {call[0]}; expected one axis or more");

        var memory = call.Run.Take(call[0].Shape.Length * 8L + ((long)call[0].Shape[0] * ItemSize));
        var items = call[0] switch
        {
            GraphTensor<float> x => Items(x),
            GraphTensor<int> x => Items(x),
            GraphTensor<long> x => Items(x),
            GraphTensor<double> x => Items(x),
            GraphTensor<bool> x => Items(x),
            GraphTensor<Half> x => Items(x),
            GraphTensor<ByteString> x => Items(x),
            var other => throw call.Fail($"it makes a list of a {other}"),
        };
        return new([.. items], call[0].Type, memory);
    }

    static RunValue[] Items<T>(GraphTensor<T> input)
    {
        var shape = input.Shape[1..];
        var width = shape.Length;
        return [.. Enumerable.Range(0, input.Shape[0]).Select(i => new GraphTensor<T>(input.Span.Slice(i * width, width).ToArray(), shape))];
    }

    static RunValue GetItem(NodeCall call)
    {
        var list = List(call);
        var index = call.Int(1);
        if ((uint)index >= (uint)list.Items.Count)
            throw call.Fail($"it reads item {index} of a list of {list.Items.Count}");
        if (list.Items[index] is { } item)
            return item;

        // An item that was never set is zeros, of the shape that the call says.
        var shape = Known(call, 2) ?? throw call.Fail($"item {index} of its list was never set, and its shape is not known");
        return Zeros(call, list, shape);
    }

    static TensorList SetItem(NodeCall call)
    {
        var (list, index, item) = (List(call), call.Int(1), call[2]);
        var count = list.Items.Count;
        if (index >= count && index < MaxItems && call.Flag("resize_if_index_out_of_bounds"))
            count = index + 1;
        if (index < 0 || index >= count)
            throw call.Fail($"it sets item {index} of a list of {count}");
        if (item.Type != list.ElementType)
            throw call.Fail($"it puts a {item} into a list of {ElementTypes.NameOf(list.ElementType)}");

        var items = list.Items.AddRange(Enumerable.Repeat<RunValue?>(null, count - list.Items.Count));
        var before = items[index] is { } old ? NumBytes(old) : 0;
        var memory = call.Run.Take(list.Memory!.NumBytes + NumBytes(item) - before); // a list is always made by a run
        return new(items.SetItem(index, item), list.ElementType, memory);
    }

    static RunValue Stack(NodeCall call)
    {
        var list = List(call);
        var expected = call.Number("num_elements", -1);
        if (expected >= 0 && expected != list.Items.Count)
            throw call.Fail($"it stacks a list of {list.Items.Count}; expected {expected}");

        var shape = list.Items.FirstOrDefault(item => item is not null)?.Shape ?? Known(call, 1);
        if (shape is null && list.Items.Count == 0)
            shape = new([.. call.Ints(1).Select(size => Math.Max(size, 0))]); // of nothing
        if (shape is null)
            throw call.Fail("no item of its list was ever set, and their shape is not known");

        return list.ElementType switch
        {
            Protos.DataType.DtFloat => Stack<float>(call, list, shape),
            Protos.DataType.DtInt32 => Stack<int>(call, list, shape),
            Protos.DataType.DtInt64 => Stack<long>(call, list, shape),
            Protos.DataType.DtDouble => Stack<double>(call, list, shape),
            Protos.DataType.DtBool => Stack<bool>(call, list, shape),
            Protos.DataType.DtHalf => Stack<Half>(call, list, shape),
            var type => throw call.Fail($"it stacks a list of {ElementTypes.NameOf(type)}"),
        };
    }

    static GraphTensor<T> Stack<T>(NodeCall call, TensorList list, Shape shape)
    {
        var output = call.New<T>([list.Items.Count, .. shape.Sizes]);
        var width = shape.Length;
        var place = 0;
        foreach (var item in list.Items)
        {
            if (item is not null)
            {
                if (item is not GraphTensor<T> tensor || !tensor.Shape.Equals(shape))
                    throw call.Fail($"its list holds a {item} beside a {ElementTypes.NameOf(list.ElementType)} {shape}");
                tensor.Span.CopyTo(output.Target[place..]);
            }

            place += width;
        }

        return output;
    }

    static TensorList List(NodeCall call) => call[0] as TensorList ?? throw call.Fail($"its input 0 is a {call[0]}; expected a list of tensors");

    static Shape? Known(NodeCall call, int input)
        => call[input].Shape.Rank == 1 && call.Ints(input) is var sizes && sizes.All(size => size >= 0) ? new(sizes) : null;

    static RunValue Zeros(NodeCall call, TensorList list, Shape shape) => list.ElementType switch
    {
        Protos.DataType.DtFloat => call.New<float>(shape),
        Protos.DataType.DtInt32 => call.New<int>(shape),
        Protos.DataType.DtInt64 => call.New<long>(shape),
        Protos.DataType.DtDouble => call.New<double>(shape),
        Protos.DataType.DtBool => call.New<bool>(shape),
        Protos.DataType.DtHalf => call.New<Half>(shape),
        var type => throw call.Fail($"it reads from a list of {ElementTypes.NameOf(type)}"),
    };

    static long NumBytes(RunValue item) => item.Memory?.NumBytes ?? item.Shape.Length * 8L;
}
