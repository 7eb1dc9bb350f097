using Google.Protobuf.Collections;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>The operations that layers are made of. Left out attributes have their defaults.</summary>
static class GraphOperations
{
    /// <summary>A whole number.</summary>
    public static string Const(this GraphBuilder graph, int value) => graph.Const(new(), [value]);

    /// <summary>A list of whole numbers.</summary>
    public static string Const(this GraphBuilder graph, int[] values) => graph.Const(new(values.Length), values);

    /// <summary>Whole numbers of a shape.</summary>
    public static string Const(this GraphBuilder graph, Shape shape, int[] values) => graph.Const(DataType.DtInt32, Attribute.Tensor(shape, values));

    /// <summary>A float32 number.</summary>
    public static string Const(this GraphBuilder graph, float value) => graph.Const(DataType.DtFloat, Attribute.Scalar(value));

    /// <summary>A yes or no.</summary>
    public static string Const(this GraphBuilder graph, bool value) => graph.Const(DataType.DtBool, Attribute.Scalar(value));

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

    /// <summary>The difference of two tensors.</summary>
    public static string Difference(this GraphBuilder graph, string left, string right) => graph.Binary("Sub", left, right);

    /// <summary>The product of two tensors, number by number.</summary>
    public static string Product(this GraphBuilder graph, string left, string right) => graph.Binary("Mul", left, right);

    /// <summary>The quotient of two tensors, number by number.</summary>
    public static string Quotient(this GraphBuilder graph, string left, string right) => graph.Binary("RealDiv", left, right);

    /// <summary>The product of two matrices.</summary>
    public static string MatMul(this GraphBuilder graph, string left, string right) => graph.Binary("MatMul", left, right);

    /// <summary>For each sample the product of two matrices, the right one with its axes swapped where that is asked for.</summary>
    public static string BatchMatMul(this GraphBuilder graph, string left, string right, bool swapsRight = false)
        => graph.Add("BatchMatMulV2", [left, right], new() { ["T"] = Attribute.Of(DataType.DtFloat), ["adj_y"] = Attribute.Of(swapsRight) });

    /// <summary>Sums of products, in Einstein's notation.</summary>
    public static string Einsum(this GraphBuilder graph, string equation, string left, string right)
        => graph.Add("Einsum", [left, right], new()
        {
            ["equation"] = Attribute.Of(equation),
            ["N"] = Attribute.Of(2L),
            ["T"] = Attribute.Of(DataType.DtFloat),
        });

    /// <summary>A vector added to each row.</summary>
    public static string AddBias(this GraphBuilder graph, string input, string bias) => graph.Binary("BiasAdd", input, bias);

    /// <summary>One number of many along an axis: <c>Sum</c>, <c>Mean</c>, <c>Max</c>.</summary>
    public static string Reduce(this GraphBuilder graph, string operation, string input, int axis, bool keepsAxis = false)
        => graph.Reduce(operation, input, graph.Const(axis), keepsAxis);

    /// <summary>One number of many along some axes.</summary>
    public static string Reduce(this GraphBuilder graph, string operation, string input, int[] axes, bool keepsAxes = false)
        => graph.Reduce(operation, input, graph.Const(axes), keepsAxes);

    /// <summary>Whether anything along some axes is true.</summary>
    public static string Any(this GraphBuilder graph, string input, int[] axes, bool keepsAxes = false)
        => graph.Add("Any", [input, graph.Const(axes)], new() { ["Tidx"] = Attribute.Of(DataType.DtInt32), ["keep_dims"] = Attribute.Of(keepsAxes) });

    /// <summary>Whether both are true.</summary>
    public static string And(this GraphBuilder graph, string left, string right) => graph.Add("LogicalAnd", [left, right], []);

    /// <summary>The same numbers as another type.</summary>
    public static string Cast(this GraphBuilder graph, string input, DataType from, DataType to)
        => graph.Add("Cast", [input], new() { ["SrcT"] = Attribute.Of(from), ["DstT"] = Attribute.Of(to) });

    /// <summary>A mask as numbers: 1 where it is true.</summary>
    public static string AsNumbers(this GraphBuilder graph, string mask) => graph.Cast(mask, DataType.DtBool, DataType.DtFloat);

    /// <summary>The samples of <paramref name="table"/>'s first axis at <paramref name="indices"/> (int32).</summary>
    public static string Gather(this GraphBuilder graph, string table, string indices, DataType type = DataType.DtFloat)
        => graph.Add("GatherV2", [table, indices, graph.Const(0)], new()
        {
            ["Tparams"] = Attribute.Of(type),
            ["Tindices"] = Attribute.Of(DataType.DtInt32),
            ["Taxis"] = Attribute.Of(DataType.DtInt32),
        });

    /// <summary>One number, repeated to a shape.</summary>
    public static string Fill(this GraphBuilder graph, string shape, string value, DataType type = DataType.DtFloat)
        => graph.Add("Fill", [shape, value], new()
        {
            ["T"] = Attribute.Of(type),
            ["index_type"] = Attribute.Of(DataType.DtInt32),
        });

    /// <summary>The whole numbers from 0 up to <paramref name="limit"/>.</summary>
    public static string Range(this GraphBuilder graph, string limit)
        => graph.Add("Range", [graph.Const(0), limit, graph.Const(1)], new() { ["Tidx"] = Attribute.Of(DataType.DtInt32) });

    /// <summary>Each number from <paramref name="left"/> where <paramref name="condition"/> holds, else from <paramref name="right"/>.</summary>
    public static string Select(this GraphBuilder graph, string condition, string left, string right)
        => graph.Add("SelectV2", [condition, left, right], OfType(DataType.DtFloat));

    /// <summary>Each number, but none below one bound or above the other.</summary>
    public static string Clip(this GraphBuilder graph, string input, float low, float high)
        => graph.Add("ClipByValue", [input, graph.Const(low), graph.Const(high)], OfType(DataType.DtFloat));

    /// <summary>The vectors along some axes, scaled to length one.</summary>
    public static string Normalize(this GraphBuilder graph, string input, int[] axes)
    {
        var squares = graph.Reduce("Sum", graph.Unary("Square", input), axes, keepsAxes: true);
        return graph.Product(input, graph.Unary("Rsqrt", graph.Binary("Maximum", squares, graph.Const(1e-12f)))); // TensorFlow's least sum of squares
    }

    static string Reduce(this GraphBuilder graph, string operation, string input, string axes, bool keepsAxes)
        => graph.Add(operation, [input, axes], new()
        {
            ["T"] = Attribute.Of(DataType.DtFloat),
            ["Tidx"] = Attribute.Of(DataType.DtInt32),
            ["keep_dims"] = Attribute.Of(keepsAxes),
        });

    static string Const(this GraphBuilder graph, DataType type, AttrValue value)
        => graph.Add("Const", [], new() { ["dtype"] = Attribute.Of(type), ["value"] = value });

    static MapField<string, AttrValue> OfType(DataType type) => new() { ["T"] = Attribute.Of(type) };
}
