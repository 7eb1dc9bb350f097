namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Python's slices on all axes, <c>x[1:, ::-1, ..., None, 0]</c>: what they take from a shape.</summary>
/// <param name="Sizes">How much of each axis of the input is taken.</param>
/// <param name="Strides">From one taken element to the next, in the input's elements.</param>
/// <param name="Offset">Where the first taken element is.</param>
/// <param name="Shape">The result's shape: without the axes that an index picked, with those that were put in.</param>
sealed record StridedSlice(int[] Sizes, int[] Strides, int Offset, int[] Shape)
{
    /// <summary>The slice that a call's inputs and masks say.</summary>
    /// <exception cref="KerasException">It does not fit the shape.</exception>
    public static StridedSlice Of(NodeCall call, Shape shape)
    {
        var (begin, end, step) = (call.Ints(1), call.Ints(2), call.Ints(3));
        if (begin.Length != end.Length || begin.Length != step.Length || begin.Length > 32)
            throw call.Fail($"it has {begin.Length} starts, {end.Length} ends and {step.Length} steps");

        var (newAxis, ellipsis, shrink) = (Mask("new_axis_mask"), Mask("ellipsis_mask"), Mask("shrink_axis_mask"));
        if (int.PopCount(ellipsis) > 1)
            throw call.Fail("it has two ellipses");

        var own = View.Strides(shape);
        var (sizes, strides, offset) = (shape.Sizes.ToArray(), (int[])own.Clone(), 0L);
        List<int> result = [];
        var axis = 0;
        for (var i = 0; i < begin.Length; i++)
        {
            if (Has(ellipsis, i))
            {
                // As many axes as the other entries leave.
                var others = Enumerable.Range(i + 1, begin.Length - i - 1).Count(later => !Has(newAxis, later));
                for (; axis < shape.Rank - others; axis++)
                    result.Add(shape[axis]);
            }
            else if (Has(newAxis, i))
            {
                result.Add(1);
            }
            else
            {
                if (axis == shape.Rank)
                    throw call.Fail($"it slices more axes than a tensor of shape {shape} has");
                var (first, count, stride) = Has(shrink, i) ? Pick(i) : Cut(i);
                if (!Has(shrink, i))
                    result.Add(count);
                (sizes[axis], strides[axis]) = (count, own[axis] * stride);
                offset += count == 0 ? 0 : (long)first * own[axis];
                axis++;
            }
        }

        for (; axis < shape.Rank; axis++)
            result.Add(shape[axis]);
        return new(sizes, strides, (int)offset, [.. result]);

        int Mask(string name) => (int)call.Number(name);

        (int First, int Count, int Stride) Pick(int i)
        {
            var index = begin[i] < 0 ? begin[i] + shape[axis] : begin[i];
            return index >= 0 && index < shape[axis] && step[i] > 0
                ? (index, 1, 1)
                : throw call.Fail($"it picks index {begin[i]} of axis {axis} of a tensor of shape {shape}");
        }

        (int First, int Count, int Stride) Cut(int i)
        {
            var (size, stride) = (shape[axis], step[i]);
            if (stride is 0 or int.MinValue)
                throw call.Fail($"it has a step of {stride}");

            // Backwards the first place is the last element, and the end stands before the first one.
            var (lowest, highest) = stride > 0 ? (0, size) : (-1, size - 1);
            var first = Has(Mask("begin_mask"), i) ? (stride > 0 ? lowest : highest) : Place(begin[i]);
            var last = Has(Mask("end_mask"), i) ? (stride > 0 ? highest : lowest) : Place(end[i]);
            var distance = stride > 0 ? (long)last - first : (long)first - last;
            var step1 = Math.Abs((long)stride);
            var count = (int)Math.Max(0, (distance + step1 - 1) / step1);
            return (first, count, count > 1 ? stride : 1); // the step of a single element is never taken

            int Place(long index) => (int)Math.Clamp(index < 0 ? index + size : index, lowest, highest);
        }
    }

    static bool Has(int mask, int bit) => (mask >> bit & 1) != 0;
}
