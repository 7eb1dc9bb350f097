namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>One tensor out of several, or out of many copies of one.</summary>
static class Joining
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("ConcatV2", "output", call => ElementTypes.Any<ConcatenateWork>(call, 0)),
        Operation.Of("Concat", "output", call => ElementTypes.Any<ConcatenateAxisFirstWork>(call, 1)),
        Operation.Of("Pack", "output", call => ElementTypes.Any<PackWork>(call, 0)),
        Operation.Of("Tile", "output", call => ElementTypes.Any<TileWork>(call, 0)),
    ];

    /// <summary>Tensors one after the other along an axis.</summary>
    /// <exception cref="KerasException">They differ along another axis.</exception>
    public static GraphTensor<T> Concatenate<T>(NodeCall call, IReadOnlyList<GraphTensor<T>> parts, int axis, int[]? shape = null)
    {
        var sizes = parts[0].Shape.Sizes.ToArray();
        var sum = 0L;
        foreach (var part in parts)
        {
            if (part.Shape.Rank != sizes.Length || !part.Shape.With(axis, 0).Equals(parts[0].Shape.With(axis, 0)))
                throw call.Fail($"it puts a {part} beside a {parts[0]} along axis {axis}; all other sizes are to be equal");
            sum += part.Shape[axis];
        }

        sizes[axis] = checked((int)sum);
        var output = call.New<T>(shape ?? sizes);
        var outer = sizes[..axis].Aggregate(1, (product, size) => product * size);
        var target = output.Target;
        for (var i = 0; i < outer && output.Length > 0; i++)
        {
            foreach (var part in parts)
            {
                var width = part.Length / outer;
                part.Span.Slice(i * width, width).CopyTo(target);
                target = target[width..];
            }
        }

        return output;
    }

    static GraphTensor<T>[] Parts<T>(NodeCall call, int start, int count)
        => [.. Enumerable.Range(start, Math.Max(count, 0)).Select(call.Tensor<T>)];

    readonly struct ConcatenateWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var last = call.Inputs.Length - 1;
            return Concatenate(call, Parts<T>(call, 0, last), call.Axis(call.Int(last), input.Shape.Rank));
        }
    }

    readonly struct ConcatenateAxisFirstWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
            => Concatenate(call, Parts<T>(call, 1, call.Inputs.Length - 1), call.Axis(call.Int(0), input.Shape.Rank));
    }

    readonly struct PackWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var axis = call.Axis(call.Number("axis"), input.Shape.Rank + 1);
            List<int> sizes = [.. input.Shape.Sizes];
            sizes.Insert(axis, 1);
            var single = new Shape([.. sizes]);
            sizes[axis] = call.Inputs.Length;
            return Concatenate(
                call,
                [.. Parts<T>(call, 0, call.Inputs.Length).Select(part => part.Shape.Equals(input.Shape)
                    ? new GraphTensor<T>(part.Values, single)
                    : throw call.Fail($"it stacks a {part} on a {input}; the shapes are to be equal"))],
                axis,
                [.. sizes]);
        }
    }

    readonly struct TileWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var multiples = call.Ints(1);
            if (multiples.Length != input.Shape.Rank || multiples.Any(multiple => multiple < 0))
                throw call.Fail($"it repeats a {input} {string.Join(", ", multiples.Take(12))} times; expected one number for each axis");

            // Each axis becomes two, the first of which only repeats.
            var own = View.Strides(input.Shape);
            var (sizes, strides) = (new int[own.Length * 2], new int[own.Length * 2]);
            for (var axis = 0; axis < own.Length; axis++)
            {
                (sizes[axis * 2], sizes[(axis * 2) + 1]) = (multiples[axis], input.Shape[axis]);
                strides[(axis * 2) + 1] = own[axis];
            }

            return Slicing.Copy(call, input, sizes, strides, 0, [.. multiples.Select((multiple, axis) => checked(multiple * input.Shape[axis]))]);
        }
    }
}
