using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ArithmeticTests
{
    [Theory]
    [InlineData("Add", 9, 1)]
    [InlineData("AddV2", 9, 1)]
    [InlineData("Sub", 5, 5)]
    [InlineData("Mul", 14, -6)]
    [InlineData("RealDiv", 3.5f, -1.5f)]
    [InlineData("FloorDiv", 3, -2)]
    [InlineData("Pow", 49, 1 / 9f)]
    [InlineData("Maximum", 7, 3)]
    [InlineData("Minimum", 2, -2)]
    [InlineData("SquaredDifference", 25, 25)]
    public void Fractions_are_combined_pair_by_pair(string operation, float first, float second)
        => Gives(Floats([2], first, second), operation, [Floats([2], 7, 3), Floats([2], 2, -2)]);

    [Theory]
    [InlineData("AddV2", -5, -9, 9)]
    [InlineData("Sub", -9, -5, 5)]
    [InlineData("Mul", -14, 14, 14)]
    [InlineData("FloorDiv", -4, 3, 3)]
    [InlineData("Maximum", 2, -2, 7)]
    [InlineData("Minimum", -7, -7, 2)]
    [InlineData("SquaredDifference", 81, 25, 25)]
    public void Whole_numbers_are_combined_pair_by_pair(string operation, int first, int second, int third)
        => Gives(List(first, second, third), operation, [List(-7, -7, 7), List(2, -2, 2)]);

    [Fact]
    public void A_whole_power_of_a_whole_number_is_whole()
        => Gives(List(8, 1, -27), "Pow", [List(2, 5, -3), List(3, 0, 3)]);

    [Fact]
    public void Axes_of_one_are_repeated_on_either_side()
        => Gives(Floats([2, 3], 11, 21, 31, 12, 22, 32), "AddV2", [Floats([2, 1], 1, 2), Floats([3], 10, 20, 30)]);

    [Fact]
    public void A_number_meets_every_element()
    {
        Gives(Floats([2, 2], 9, 8, 7, 6), "Sub", [Float(10), Floats([2, 2], 1, 2, 3, 4)]);
        Gives(Floats([2, 2], -9, -8, -7, -6), "Sub", [Floats([2, 2], 1, 2, 3, 4), Float(10)]);
        Gives(Floats([0, 2]), "Sub", [Floats([0, 2]), Float(10)]);
    }

    [Fact]
    public void Inner_axes_of_one_are_repeated()
        => Gives(
            Floats([2, 2, 2], 11, 12, 21, 22, 33, 34, 43, 44), "AddV2", [Floats([2, 1, 2], 1, 2, 3, 4), Floats([2, 2, 1], 10, 20, 30, 40)]);

    [Fact]
    public void A_bias_is_added_to_the_last_axis_or_to_the_second()
    {
        Gives(Floats([2, 2], 11, 22, 13, 24), "BiasAdd", [Floats([2, 2], 1, 2, 3, 4), Floats([2], 10, 20)]);
        Gives(
            Floats([1, 2, 2, 1], 11, 12, 23, 24), "BiasAdd", [Floats([1, 2, 2, 1], 1, 2, 3, 4), Floats([2], 10, 20)], ("data_format", Of("NCHW")));
    }

    [Fact]
    public void Several_tensors_are_summed()
        => Gives(Floats([2], 111, 222), "AddN", [Floats([2], 1, 2), Floats([2], 10, 20), Floats([2], 100, 200)]);

    [Fact]
    public void What_does_not_fit_is_refused_with_the_node()
    {
        Assert.Equal(
            "graph.pb: the node 'node' ('AddV2') cannot be run: its inputs float32 (2,) and float32 (3,) do not fit: sizes are equal, or one of them is 1.",
            Refused("AddV2", [Floats([2], 1, 2), Floats([3], 1, 2, 3)]));
        Assert.Contains("its input 1 is a int32 (2,); expected float32", Refused("AddV2", [Floats([2], 1, 2), List(1, 2)]), StringComparison.Ordinal);
        Assert.Contains("its input 0 is a bool (1,); expected numbers", Refused("AddV2", [Flags([1], true), Flags([1], true)]), StringComparison.Ordinal);
        Assert.Contains("divide by zero", Refused("FloorDiv", [List(1), List(0)]), StringComparison.Ordinal);
        Assert.Contains("its bias is a float32 (3,)", Refused("BiasAdd", [Floats([1, 2], 1, 2), Floats([3], 1, 2, 3)]), StringComparison.Ordinal);
    }
}
