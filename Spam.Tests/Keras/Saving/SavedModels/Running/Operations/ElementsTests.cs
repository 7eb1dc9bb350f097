using Spam.Keras.Saving.Protos;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ElementsTests
{
    [Fact]
    public void Numbers_change_their_type()
    {
        Gives(List(1, -1), "Cast", [Floats([2], 1.9f, -1.9f)], ("DstT", Of(DataType.DtInt32)));
        Gives(Floats([2], 3, -4), "Cast", [List(3, -4)], ("DstT", Of(DataType.DtFloat)));
        Gives(Longs([1], 3), "Cast", [List(3)], ("DstT", Of(DataType.DtInt64)));
        Gives(Flags([3], true, false, true), "Cast", [Floats([3], 0.5f, 0, -1)], ("DstT", Of(DataType.DtBool)));
        Gives(Floats([2], 1, 0), "Cast", [Flags([2], true, false)], ("DstT", Of(DataType.DtFloat)));
        Gives(Flags([2], true, false), "Cast", [Flags([2], true, false)], ("DstT", Of(DataType.DtBool)));
        Gives(Floats([1], 2), "Cast", [Floats([1], 2)], ("DstT", Of(DataType.DtFloat)));
        Assert.Contains("string, which is not computed with", Refused("Cast", [List(1)], ("DstT", Of(DataType.DtString))), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_kept_within_bounds()
    {
        Gives(Floats([3], -1, 0.5f, 2), "ClipByValue", [Floats([3], -5, 0.5f, 5), Float(-1), Float(2)]);
        Gives(List(1, 2), "ClipByValue", [List(0, 9), List(1, 1), List(2, 2)]);
        Assert.Contains("its bounds are", Refused("ClipByValue", [List(0, 9), List(1, 1, 1), List(2, 2)]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, 1, 3, 4, 9)]
    [InlineData(true, false, 0, 1, 0, 4)]
    [InlineData(false, true, 3, 2, 9, 5)]
    [InlineData(true, true, 2, 0, 5, 0)]
    public void Sums_run_along_an_axis(bool exclusive, bool reverse, float a, float b, float c, float d)
        => Gives(Floats([2, 2], a, b, c, d), "Cumsum", [Floats([2, 2], 1, 2, 4, 5), Int(-1)], ("exclusive", Of(exclusive)), ("reverse", Of(reverse)));

    [Fact]
    public void Sums_run_along_the_first_axis()
        => Gives(Floats([2, 2], 1, 2, 5, 7), "Cumsum", [Floats([2, 2], 1, 2, 4, 5), Int(0)]);
}
