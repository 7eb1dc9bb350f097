using Spam.Keras.Saving.Protos;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ShapesTests
{
    [Fact]
    public void A_shape_is_a_value()
    {
        Gives(List(2, 3), "Shape", [Floats([2, 3], 1, 2, 3, 4, 5, 6)]);
        Gives(Longs([1], 1), "Shape", [Texts([1], "a")], ("out_type", Of(DataType.DtInt64)));
        Gives(List(), "Shape", [Float(1)]);
    }

    [Fact]
    public void Elements_take_another_shape()
    {
        var input = Floats([2, 3], 1, 2, 3, 4, 5, 6);

        Gives(Floats([3, 2], 1, 2, 3, 4, 5, 6), "Reshape", [input, List(3, 2)]);
        Gives(Floats([6], 1, 2, 3, 4, 5, 6), "Reshape", [input, List(-1)]);
        Gives(Floats([3, 1, 2], 1, 2, 3, 4, 5, 6), "Reshape", [input, Longs([3], 3, 1, -1)]);
        Gives(Float(1), "Reshape", [Floats([1], 1), List()]);
        foreach (var sizes in (int[][])[[4], [-1, 4], [-1, -1], [-2, 3], [0, -1]])
            Assert.Contains("hold another number of elements", Refused("Reshape", [input, List(sizes)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_of_one_come_and_go()
    {
        Gives(Floats([1, 2], 1, 2), "ExpandDims", [Floats([2], 1, 2), Int(0)]);
        Gives(Floats([2, 1], 1, 2), "ExpandDims", [Floats([2], 1, 2), Int(-1)]);
        Gives(Floats([2], 1, 2), "Squeeze", [Floats([1, 2, 1], 1, 2)]);
        Gives(Floats([1, 2], 1, 2), "Squeeze", [Floats([1, 2, 1], 1, 2)], ("squeeze_dims", Of(new long[] { -1 })));
        Assert.Contains("whose size is not 1", Refused("Squeeze", [Floats([1, 2, 1], 1, 2)], ("squeeze_dims", Of(new long[] { 1 }))), StringComparison.Ordinal);
        Assert.Contains("axis 3 of a value with 2 axes", Refused("ExpandDims", [Floats([2], 1, 2), Int(3)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_is_made_sure_of()
    {
        Gives(Floats([1, 2], 1, 2), "EnsureShape", [Floats([1, 2], 1, 2)], ("shape", Shape(-1, 2)));
        Assert.Contains("it expects the shape (-1, 3)", Refused("EnsureShape", [Floats([1, 2], 1, 2)], ("shape", Shape(-1, 3))), StringComparison.Ordinal);
    }

    static AttrValue Shape(params long[] sizes)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        return new() { Shape = shape };
    }
}
