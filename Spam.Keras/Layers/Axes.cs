namespace Spam.Keras.Layers;

/// <summary>Axes by their number, and tensors with their axes in another order.</summary>
static class Axes
{
    /// <summary>The axis counted from the front; -1 is the last.</summary>
    /// <exception cref="KerasException">There is no such axis.</exception>
    public static int Find(Layer layer, int axis, int rank) => axis >= -rank && axis < rank
        ? axis < 0 ? axis + rank : axis
        : throw new KerasException($"{layer} got axis {axis}, but its inputs have {rank} axes: use 0 to {rank - 1}, or -{rank} to -1 counted from the end.");

    /// <summary>As <see cref="Find(Layer, int, int)"/>, for several axes, which are to be in rising order.</summary>
    public static int[] Find(Layer layer, IReadOnlyList<int> axes, int rank)
    {
        int[] found = [.. axes.Select(axis => Find(layer, axis, rank))];
        for (var i = 1; i < found.Length; i++)
        {
            if (found[i] <= found[i - 1])
                throw new KerasException($"{layer} got the axes {string.Join(", ", axes)}; give each once, in rising order.");
        }

        return found;
    }

    /// <summary>The order in which <paramref name="last"/> stand at the end and the others before them, as they were.</summary>
    public static int[] MoveToEnd(int rank, params ReadOnlySpan<int> last)
    {
        var order = new List<int>(rank);
        for (var axis = 0; axis < rank; axis++)
        {
            if (!last.Contains(axis))
                order.Add(axis);
        }

        return [.. order, .. last];
    }

    /// <summary>Whether nothing moves.</summary>
    public static bool IsInOrder(ReadOnlySpan<int> order)
    {
        for (var axis = 0; axis < order.Length; axis++)
        {
            if (order[axis] != axis)
                return false;
        }

        return true;
    }

    /// <summary>The order that undoes <paramref name="order"/>.</summary>
    public static int[] Inverse(ReadOnlySpan<int> order)
    {
        var inverse = new int[order.Length];
        for (var axis = 0; axis < order.Length; axis++)
            inverse[order[axis]] = axis;
        return inverse;
    }

    /// <summary>The tensor with axis <c>order[i]</c> at place i: itself where nothing moves, else a copy.</summary>
    public static Tensor Transpose(Tensor tensor, ReadOnlySpan<int> order, Pass pass)
    {
        if (IsInOrder(order))
            return tensor;

        var rank = order.Length;
        var (sizes, strides) = (new int[rank], new int[rank]);
        var stride = 1;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            var place = order.IndexOf(axis);
            (sizes[place], strides[place]) = (tensor.Shape[axis], stride);
            stride *= tensor.Shape[axis];
        }

        var result = pass.Rent(sizes);
        if (result.Length > 0)
            Copy(tensor.Span, result.Span, sizes, strides);
        return result;
    }

    static void Copy(ReadOnlySpan<float> source, Span<float> target, ReadOnlySpan<int> sizes, ReadOnlySpan<int> strides)
    {
        if (sizes.Length == 1 && strides[0] == 1)
        {
            source[..sizes[0]].CopyTo(target);
            return;
        }

        if (sizes.Length == 1)
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = source[i * strides[0]];
            return;
        }

        var part = target.Length / sizes[0];
        for (var i = 0; i < sizes[0]; i++)
            Copy(source[(i * strides[0])..], target.Slice(i * part, part), sizes[1..], strides[1..]);
    }
}
