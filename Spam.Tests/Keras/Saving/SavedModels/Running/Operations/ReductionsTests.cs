using Spam.Keras.Saving.Protos;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ReductionsTests
{
    [Theory]
    [InlineData("Sum", 5, 7, 9)]
    [InlineData("Mean", 2.5f, 3.5f, 4.5f)]
    [InlineData("Prod", 4, 10, 18)]
    [InlineData("Max", 4, 5, 6)]
    [InlineData("Min", 1, 2, 3)]
    public void Along_the_first_axis(string operation, float a, float b, float c)
    {
        var input = Floats([2, 3], 1, 2, 3, 4, 5, 6);

        Gives(Floats([3], a, b, c), operation, [input, Int(0)]);
        Gives(Floats([1, 3], a, b, c), operation, [input, List(-2)], ("keep_dims", Of(true)));
    }

    [Fact]
    public void Along_several_axes_and_none()
    {
        Gives(Float(21), "Sum", [Floats([2, 3], 1, 2, 3, 4, 5, 6), List(0, 1)]);
        Gives(Floats([2], 14, 22), "Sum", [Floats([2, 2, 2], 1, 2, 3, 4, 5, 6, 7, 8), List(0, 2)]);
        Gives(Floats([2], 1, 2), "Sum", [Floats([2], 1, 2), List()]);
        Gives(Float(float.NegativeInfinity), "Max", [Floats([0]), List(0)]);
        Gives(Float(0), "Sum", [Floats([0]), List(0)]);
        Assert.Contains("axis 2 of a value with 2 axes", Refused("Sum", [Floats([1, 1], 1), List(2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_stay_whole()
    {
        Gives(Int(6), "Sum", [List(1, 2, 3), Int(0)]);
        Gives(Int(2), "Mean", [List(1, 2, 4), Int(0)]);
        Gives(Int(24), "Prod", [List(1, 4, 6), List(0)]);
        Gives(Int(6), "Max", [List(1, 4, 6), List(0)]);
    }

    [Fact]
    public void Of_flags_all_or_any()
    {
        var flags = Flags([2, 2], true, true, true, false);

        Gives(Flags([2], true, false), "All", [flags, Int(1)]);
        Gives(Flags([2], true, true), "Any", [flags, Int(1)]);
        Gives(Flags([2], true, false), "All", [flags, Int(0)]);
    }

    [Fact]
    public void The_place_of_the_largest()
    {
        var input = Floats([2, 3], 1, 9, 9, 7, 5, 6);

        Gives(Longs([2], 1, 0), "ArgMax", [input, Int(1)]);
        Gives(List(1, 0, 0), "ArgMax", [input, Int(0)], ("output_type", Of(DataType.DtInt32)));
        Assert.Contains("which is empty", Refused("ArgMax", [Floats([0, 2]), Int(0)]), StringComparison.Ordinal);
    }
}
