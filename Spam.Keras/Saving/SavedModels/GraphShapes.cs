using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>The operations that read and change shapes. Left out attributes have their defaults.</summary>
static class GraphShapes
{
    /// <summary>The size of an axis, known when the graph runs.</summary>
    public static string SizeOf(this GraphBuilder graph, string input, int axis, DataType type = DataType.DtFloat)
    {
        var shape = graph.Add("Shape", [input], new() { ["T"] = Attribute.Of(type), ["out_type"] = Attribute.Of(DataType.DtInt32) });
        return graph.Add("StridedSlice", [shape, graph.Const([axis]), graph.Const([axis + 1]), graph.Const([1])], new()
        {
            ["T"] = Attribute.Of(DataType.DtInt32),
            ["Index"] = Attribute.Of(DataType.DtInt32),
            ["shrink_axis_mask"] = Attribute.Of(1), // the one size, not a list of it
        });
    }

    /// <summary>The size of an axis, read when the graph runs only where it is not known before.</summary>
    public static string SizeOf(this GraphBuilder graph, GraphValue value, int axis)
        => value.Shape[axis] == Shape.Unknown ? graph.SizeOf(value.Output, axis, value.Type) : graph.Const(value.Shape[axis]);

    /// <summary>The sizes of the axes from <paramref name="first"/> on.</summary>
    public static string[] SizesFrom(this GraphBuilder graph, GraphValue value, int first)
        => [.. Enumerable.Range(first, value.Shape.Rank - first).Select(axis => graph.SizeOf(value, axis))];

    /// <summary>Whole numbers put into a list.</summary>
    public static string Pack(this GraphBuilder graph, params string[] numbers)
        => graph.Add("Pack", numbers, new()
        {
            ["T"] = Attribute.Of(DataType.DtInt32),
            ["N"] = Attribute.Of(numbers.Length),
            ["axis"] = Attribute.Of(0L),
        });

    /// <summary>The same numbers in another shape.</summary>
    public static string Reshape(this GraphBuilder graph, string input, string shape, DataType type = DataType.DtFloat)
        => graph.Add("Reshape", [input, shape], new() { ["T"] = Attribute.Of(type), ["Tshape"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>The axes in another order.</summary>
    public static string Transpose(this GraphBuilder graph, string input, int[] order, DataType type = DataType.DtFloat)
        => graph.Add("Transpose", [input, graph.Const(order)], new() { ["T"] = Attribute.Of(type), ["Tperm"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>One axis from back to front.</summary>
    public static string Reverse(this GraphBuilder graph, string input, int axis, DataType type = DataType.DtFloat)
        => graph.Add("ReverseV2", [input, graph.Const([axis])], new() { ["T"] = Attribute.Of(type), ["Tidx"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>One more axis of size one; at the end where <paramref name="axis"/> is -1.</summary>
    public static string AddAxis(this GraphBuilder graph, string input, int axis, DataType type = DataType.DtFloat)
        => graph.Add("ExpandDims", [input, graph.Const(axis)], new() { ["T"] = Attribute.Of(type), ["Tdim"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>Without an axis of size one.</summary>
    public static string RemoveAxis(this GraphBuilder graph, string input, int axis, DataType type = DataType.DtFloat)
        => graph.Add("Squeeze", [input], new() { ["T"] = Attribute.Of(type), ["squeeze_dims"] = Attribute.Of([axis]) });

    /// <summary>Equal parts along an axis.</summary>
    public static string[] Split(this GraphBuilder graph, string input, int numParts, int axis)
        => graph.Add("Split", numParts, [graph.Const(axis), input], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["num_split"] = Attribute.Of(numParts),
        });

    /// <summary>Side by side along an axis.</summary>
    public static string Concatenate(this GraphBuilder graph, IReadOnlyList<string> inputs, int axis, DataType type = DataType.DtFloat)
        => graph.Add("ConcatV2", [.. inputs, graph.Const(axis)], new()
        {
            ["T"] = Attribute.Of(type),
            ["N"] = Attribute.Of(inputs.Count),
            ["Tidx"] = Attribute.Of(DataType.DtInt32),
        });

    /// <summary>Repeated along each axis so many times.</summary>
    public static string Tile(this GraphBuilder graph, string input, int[] times)
        => graph.Add("Tile", [input, graph.Const(times)], new() { ["T"] = Attribute.Of(DataType.DtFloat), ["Tmultiples"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>With zeros before and behind the steps of (batch, steps, features).</summary>
    public static string PadSteps(this GraphBuilder graph, string input, int left, int right)
        => graph.Add("PadV2", [input, graph.Const(new Shape(3, 2), [0, 0, left, right, 0, 0]), graph.Const(0f)], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["Tpaddings"] = Attribute.Of(DataType.DtInt32),
        });

    /// <summary>Without the first and the last steps of (batch, steps, features).</summary>
    public static string CropSteps(this GraphBuilder graph, string input, int left, int right)
        => graph.Add("StridedSlice", [input, graph.Const([0, left, 0]), graph.Const([0, -right, 0]), graph.Const([1, 1, 1])], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["Index"] = Attribute.Of(DataType.DtInt32),
            ["begin_mask"] = Attribute.Of(0b101), // a bit for each axis that is taken from its beginning
            ["end_mask"] = Attribute.Of(right == 0 ? 0b111 : 0b101), // and up to its end
        });
}
