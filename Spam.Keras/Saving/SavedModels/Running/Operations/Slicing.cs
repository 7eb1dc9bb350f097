namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Parts of a tensor.</summary>
static class Slicing
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Slice", "output", call => ElementTypes.Any<SliceWork>(call, 0)),
        Operation.Of("StridedSlice", "output", call => ElementTypes.Any<StridedWork>(call, 0)),
        Operation.Of("Transpose", "y", call => ElementTypes.Any<TransposeWork>(call, 0)),
    ];

    /// <summary>Copies what a view shows.</summary>
    public static GraphTensor<T> Copy<T>(NodeCall call, GraphTensor<T> input, int[] sizes, int[] strides, int offset = 0, int[]? shape = null)
    {
        var output = call.New<T>(shape ?? sizes);
        new View(sizes, strides, offset).CopyTo(input.Span, output.Target);
        return output;
    }

    /// <summary>The input with its axes in another order.</summary>
    public static GraphTensor<T> Transpose<T>(NodeCall call, GraphTensor<T> input, int[] order)
    {
        var strides = View.Strides(input.Shape);
        return Copy(call, input, [.. order.Select(axis => input.Shape[axis])], [.. order.Select(axis => strides[axis])]);
    }

    readonly struct SliceWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var (begin, size) = (call.Ints(1), call.Ints(2));
            var shape = input.Shape;
            if (begin.Length != shape.Rank || size.Length != shape.Rank)
                throw call.Fail($"it cuts {begin.Length} axes out of a {input}");

            var strides = View.Strides(shape);
            var sizes = new int[shape.Rank];
            var offset = 0;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                if (begin[axis] < 0 || begin[axis] > shape[axis] || size[axis] < -1 || size[axis] > shape[axis] - begin[axis])
                    throw call.Fail($"it cuts {size[axis]} from {begin[axis]} on out of axis {axis} of a {input}");
                sizes[axis] = size[axis] == -1 ? shape[axis] - begin[axis] : size[axis];
                offset += begin[axis] * strides[axis];
            }

            return Copy(call, input, sizes, strides, offset);
        }
    }

    readonly struct StridedWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var slice = StridedSlice.Of(call, input.Shape);
            return Copy(call, input, slice.Sizes, slice.Strides, slice.Offset, slice.Shape);
        }
    }

    readonly struct TransposeWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
        {
            var order = call.Ints(1);
            return order.Order().SequenceEqual(Enumerable.Range(0, input.Shape.Rank))
                ? Transpose(call, input, order)
                : throw call.Fail($"it puts the axes of a {input} in the order {string.Join(", ", order.Take(12))}, which does not name each of them once");
        }
    }
}
