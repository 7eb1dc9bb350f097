using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Shapes as values, and the same elements in another shape, which are not copied.</summary>
static class Shapes
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Shape", "output", ShapeOf),
        Operation.Of("Reshape", "output", Reshape),
        Operation.Of("ExpandDims", "output", ExpandDims),
        Operation.Of("Squeeze", "output", Squeeze),
        Operation.Of("EnsureShape", "output", EnsureShape),
    ];

    static RunValue ShapeOf(NodeCall call)
    {
        var sizes = call[0].Shape.Sizes;
        if (call.Type("out_type", DataType.DtInt32) == DataType.DtInt64)
        {
            var wide = call.New<long>(sizes.Length);
            for (var axis = 0; axis < sizes.Length; axis++)
                wide.Target[axis] = sizes[axis];
            return wide;
        }

        var output = call.New<int>(sizes.Length);
        sizes.CopyTo(output.Target);
        return output;
    }

    static RunValue Reshape(NodeCall call)
    {
        var input = call[0];
        int[] sizes = [.. call.Ints(1)];
        var (rest, known) = (-1, 1L);
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (sizes[axis] < -1 || (sizes[axis] == -1 && rest >= 0))
                throw Misfit();
            if (sizes[axis] == -1)
                rest = axis;
            else
                known = Math.Min(known * sizes[axis], int.MaxValue); // clamped, so that a product never overflows
        }

        if (rest >= 0)
            sizes[rest] = known > 0 && input.Shape.Length % known == 0 ? (int)(input.Shape.Length / known) : throw Misfit();
        else if (known != input.Shape.Length)
            throw Misfit();

        return input.WithShape(new(sizes));

        KerasException Misfit() => call.Fail($"it gives a {input} the sizes {string.Join(", ", call.Ints(1).Take(12))}, which hold another number of elements");
    }

    static RunValue ExpandDims(NodeCall call)
    {
        var input = call[0];
        List<int> sizes = [.. input.Shape.Sizes];
        sizes.Insert(call.Axis(call.Int(1), sizes.Count + 1), 1);
        return input.WithShape(new([.. sizes]));
    }

    static RunValue Squeeze(NodeCall call)
    {
        var shape = call[0].Shape;
        var asked = call.Numbers("squeeze_dims").Select(axis => call.Axis(axis, shape.Rank)).ToHashSet();
        foreach (var axis in asked)
        {
            if (shape[axis] != 1)
                throw call.Fail($"it leaves out axis {axis} of a {call[0]}, whose size is not 1");
        }

        return call[0].WithShape(new([.. shape.Where((size, axis) => asked.Count == 0 ? size != 1 : !asked.Contains(axis))]));
    }

    static RunValue EnsureShape(NodeCall call)
    {
        var wanted = call.Node.Attributes.GetValueOrDefault("shape")?.Shape;
        var shape = call[0].Shape;
        var fits = wanted is null or { UnknownRank: true }
            || (wanted.Dim.Count == shape.Rank && wanted.Dim.Zip(shape).All(pair => pair.First.Size < 0 || pair.First.Size == pair.Second));
        return fits ? call[0] : throw call.Fail($"it expects the shape ({string.Join(", ", wanted!.Dim.Select(dimension => dimension.Size))}), but {call[0]} came");
    }
}
