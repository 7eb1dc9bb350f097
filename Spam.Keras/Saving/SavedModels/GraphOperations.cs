using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>The operations that layers are made of. Left out attributes have their defaults.</summary>
static class GraphOperations
{
    /// <summary>A whole number.</summary>
    public static string Const(this GraphBuilder graph, int value) => graph.Const(DataType.DtInt32, Attribute.Tensor(new(), value));

    /// <summary>A list of whole numbers.</summary>
    public static string Const(this GraphBuilder graph, int[] values) => graph.Const(DataType.DtInt32, Attribute.Tensor(new(values.Length), values));

    /// <summary>A float32 number.</summary>
    public static string Const(this GraphBuilder graph, float value) => graph.Const(DataType.DtFloat, Attribute.Scalar(value));

    /// <summary>A list of texts.</summary>
    public static string Const(this GraphBuilder graph, IReadOnlyCollection<string> texts) => graph.Const(DataType.DtString, Attribute.Tensor(texts));

    /// <summary>What a variable holds.</summary>
    public static string ReadVariable(this GraphBuilder graph, string handle, string? name = null)
        => graph.Add("ReadVariableOp", [handle], new() { ["dtype"] = Attribute.Of(DataType.DtFloat) }, name);

    /// <summary>An operation on one tensor that needs only its type.</summary>
    public static string Unary(this GraphBuilder graph, string operation, string input, DataType type = DataType.DtFloat)
        => graph.Add(operation, [input], OfType(type));

    /// <summary>An operation on two tensors of one type.</summary>
    public static string Binary(this GraphBuilder graph, string operation, string left, string right, DataType type = DataType.DtFloat)
        => graph.Add(operation, [left, right], OfType(type));

    /// <summary>The sum of two tensors.</summary>
    public static string Sum(this GraphBuilder graph, string left, string right, DataType type = DataType.DtFloat)
        => graph.Binary("AddV2", left, right, type);

    /// <summary>The product of two tensors, number by number.</summary>
    public static string Product(this GraphBuilder graph, string left, string right) => graph.Binary("Mul", left, right);

    /// <summary>The product of two matrices.</summary>
    public static string MatMul(this GraphBuilder graph, string left, string right) => graph.Binary("MatMul", left, right);

    /// <summary>A vector added to each row.</summary>
    public static string AddBias(this GraphBuilder graph, string input, string bias) => graph.Binary("BiasAdd", input, bias);

    /// <summary>The same numbers as another type.</summary>
    public static string Cast(this GraphBuilder graph, string input, DataType from, DataType to)
        => graph.Add("Cast", [input], new() { ["SrcT"] = Attribute.Of(from), ["DstT"] = Attribute.Of(to) });

    /// <summary>The samples of <paramref name="table"/>'s first axis at <paramref name="indices"/> (int32).</summary>
    public static string Gather(this GraphBuilder graph, string table, string indices, DataType type = DataType.DtFloat)
        => graph.Add("GatherV2", [table, indices, graph.Const(0)], new()
        {
            ["Tparams"] = Attribute.Of(type),
            ["Tindices"] = Attribute.Of(DataType.DtInt32),
            ["Taxis"] = Attribute.Of(DataType.DtInt32),
        });

    /// <summary>The size of an axis, known when the graph runs.</summary>
    public static string SizeOf(this GraphBuilder graph, string input, int axis)
    {
        var shape = graph.Add("Shape", [input], new() { ["T"] = Attribute.Of(DataType.DtFloat), ["out_type"] = Attribute.Of(DataType.DtInt32) });
        return graph.Add("StridedSlice", [shape, graph.Const([axis]), graph.Const([axis + 1]), graph.Const([1])], new()
        {
            ["T"] = Attribute.Of(DataType.DtInt32),
            ["Index"] = Attribute.Of(DataType.DtInt32),
            ["shrink_axis_mask"] = Attribute.Of(1), // the one size, not a list of it
        });
    }

    /// <summary>Whole numbers put into a list.</summary>
    public static string Pack(this GraphBuilder graph, params string[] numbers)
        => graph.Add("Pack", numbers, new()
        {
            ["T"] = Attribute.Of(DataType.DtInt32),
            ["N"] = Attribute.Of(numbers.Length),
            ["axis"] = Attribute.Of(0L),
        });

    /// <summary>The same numbers in another shape.</summary>
    public static string Reshape(this GraphBuilder graph, string input, string shape)
        => graph.Add("Reshape", [input, shape], new() { ["T"] = Attribute.Of(DataType.DtFloat), ["Tshape"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>The axes in another order.</summary>
    public static string Transpose(this GraphBuilder graph, string input, int[] order, DataType type = DataType.DtFloat)
        => graph.Add("Transpose", [input, graph.Const(order)], new() { ["T"] = Attribute.Of(type), ["Tperm"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>One axis from back to front.</summary>
    public static string Reverse(this GraphBuilder graph, string input, int axis, DataType type = DataType.DtFloat)
        => graph.Add("ReverseV2", [input, graph.Const([axis])], new() { ["T"] = Attribute.Of(type), ["Tidx"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>One more axis of size one, at the end.</summary>
    public static string AppendAxis(this GraphBuilder graph, string input, DataType type)
        => graph.Add("ExpandDims", [input, graph.Const(-1)], new() { ["T"] = Attribute.Of(type), ["Tdim"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>Equal parts along an axis.</summary>
    public static string[] Split(this GraphBuilder graph, string input, int numParts, int axis)
        => graph.Add("Split", numParts, [graph.Const(axis), input], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["num_split"] = Attribute.Of(numParts),
        });

    /// <summary>Zeros of a shape.</summary>
    public static string Zeros(this GraphBuilder graph, string shape)
        => graph.Add("Fill", [shape, graph.Const(0f)], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["index_type"] = Attribute.Of(DataType.DtInt32),
        });

    /// <summary>Each number from <paramref name="left"/> where <paramref name="condition"/> holds, else from <paramref name="right"/>.</summary>
    public static string Select(this GraphBuilder graph, string condition, string left, string right)
        => graph.Add("SelectV2", [condition, left, right], OfType(DataType.DtFloat));

    static string Const(this GraphBuilder graph, DataType type, AttrValue value)
        => graph.Add("Const", [], new() { ["dtype"] = Attribute.Of(type), ["value"] = value });

    static MapField<string, AttrValue> OfType(DataType type) => new() { ["T"] = Attribute.Of(type) };
}
