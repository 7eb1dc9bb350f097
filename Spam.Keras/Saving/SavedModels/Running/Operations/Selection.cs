using System.Numerics;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Elements chosen by a condition, a number or their size.</summary>
static class Selection
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Select", "output", call => ElementTypes.Any<SelectWork>(call, 1)),
        Operation.Of("SelectV2", "output", call => ElementTypes.Any<SelectWork>(call, 1)),
        Operation.Of("Where", "index", Where),
        Operation.Of("OneHot", "output", call => ElementTypes.Any<OneHotWork>(call, 2)),
        new("TopKV2", ["values", "indices"], TopK),
    ];

    static GraphTensor<long> Where(NodeCall call)
    {
        var isSet = call[0] is GraphTensor<bool> flags
            ? flags
            : (GraphTensor<bool>)ElementTypes.Numbers<NonZeroWork>(call, 0);
        var rank = isSet.Shape.Rank;
        var count = 0;
        foreach (var flag in isSet.Span)
            count += flag ? 1 : 0;

        var output = call.New<long>(count, rank);
        var strides = View.Strides(isSet.Shape);
        var place = 0;
        for (var i = 0; i < isSet.Length; i++)
        {
            if (!isSet.Span[i])
                continue;
            for (var axis = 0; axis < rank; axis++)
                output.Target[place++] = i / strides[axis] % isSet.Shape[axis];
        }

        return output;
    }

    static RunValue[] TopK(NodeCall call)
    {
        var indices = (GraphTensor<int>)ElementTypes.Numbers<TopKWork>(call, 0);
        var input = call[0].Shape;
        var (k, width) = (indices.Shape[^1], input[^1]);
        var flat = call.Scratch<int>(indices.Shape.Sizes);
        for (var i = 0; i < flat.Length; i++)
            flat[i] = (i / k * width) + indices.Span[i];

        var table = call[0].WithShape(new(input.Length));
        var gather = new NodeCall(call.Node, [table, new GraphTensor<int>(flat, indices.Shape)], call.Run);
        var values = ElementTypes.Any<TakeWork>(gather, 0);
        return [values, indices];
    }

    readonly struct SelectWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var (condition, other) = (call.Tensor<bool>(0), call.Tensor<T>(2));
            if (call.Node.Operation.Name == "Select" && condition.Shape.Rank == 1 && input.Shape.Rank > 1)
                condition = new(condition.Values, new([condition.Length, .. Enumerable.Repeat(1, input.Shape.Rank - 1)])); // whole samples

            var shape = View.Broadcast(condition.Shape.Sizes, input.Shape.Sizes) is { } some ? View.Broadcast(some.Sizes, other.Shape.Sizes) : null;
            if (shape is null)
                throw call.Fail($"it chooses between a {input} and a {other} by a {condition}; sizes are equal, or one of them is 1");

            var output = call.New<T>(shape);
            var c = Stretch(call, condition, shape);
            var x = Stretch(call, input, shape);
            var y = Stretch(call, other, shape);
            var target = output.Target;
            for (var i = 0; i < target.Length; i++)
                target[i] = c[i] ? x[i] : y[i];
            return output;
        }

        static ReadOnlySpan<T> Stretch<T>(NodeCall call, GraphTensor<T> input, Shape shape)
        {
            if (input.Shape.Equals(shape))
                return input.Span;

            var stretched = call.Scratch<T>(shape.Sizes);
            new View(shape.Sizes.ToArray(), View.Broadcast(input.Shape, shape)).CopyTo(input.Span, stretched);
            return stretched;
        }
    }

    readonly struct NonZeroWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
            => new GraphTensor<bool>(Array.ConvertAll(input.Values, value => value != T.Zero), input.Shape);
    }

    readonly struct OneHotWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var (indices, depth, off) = (call.Indices(0), call.Int(1), call.Tensor<T>(3));
            var shape = call[0].Shape;
            var axis = call.Axis(call.Number("axis", -1), shape.Rank + 1);
            if (input.Length != 1 || off.Length != 1)
                throw call.Fail($"its values are a {input} and a {off}; expected one element each");

            var output = Constants.Filled(call, [.. shape.Sizes[..axis], depth, .. shape.Sizes[axis..]], off.Span[0]);
            var inner = View.Strides(output.Shape)[axis];
            for (var i = 0; i < indices.Length; i++)
            {
                if (indices[i] >= 0 && indices[i] < depth)
                    output.Target[(((i / inner * depth) + indices[i]) * inner) + (i % inner)] = input.Span[0];
            }

            return output;
        }
    }

    readonly struct TopKWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var k = call.Int(1);
            if (input.Shape.Rank == 0 || k < 0 || k > input.Shape[^1])
                throw call.Fail($"it takes the {k} largest of each row of a {input}");

            var width = input.Shape[^1];
            var indices = call.New<int>(input.Shape.With(^1, k));
            var order = new int[width];
            var row = new T[width];
            for (var start = 0; start < indices.Length; start += k)
            {
                input.Span.Slice(start / k * width, width).CopyTo(row);
                for (var i = 0; i < width; i++)
                    order[i] = i;
                Array.Sort(order, (a, b) => row[b].CompareTo(row[a]) is var way && way != 0 ? way : a.CompareTo(b)); // of equals the first
                order.AsSpan(0, k).CopyTo(indices.Target[start..]);
            }

            return indices;
        }
    }

    readonly struct TakeWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var indices = call.Tensor<int>(1);
            var output = call.New<T>(indices.Shape);
            for (var i = 0; i < output.Length; i++)
                output.Target[i] = input.Span[indices.Span[i]];
            return output;
        }
    }
}
