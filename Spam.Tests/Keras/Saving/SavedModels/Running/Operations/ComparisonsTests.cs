using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ComparisonsTests
{
    [Theory]
    [InlineData("Less", true, false, false)]
    [InlineData("LessEqual", true, true, false)]
    [InlineData("Greater", false, false, true)]
    [InlineData("GreaterEqual", false, true, true)]
    [InlineData("Equal", false, true, false)]
    [InlineData("NotEqual", true, false, true)]
    public void Numbers_are_compared_pair_by_pair(string operation, bool first, bool second, bool third)
    {
        Gives(Flags([3], first, second, third), operation, [List(1, 2, 3), List(2, 2, 2)]);
        Gives(Flags([3], first, second, third), operation, [Floats([3], 1, 2, 3), Float(2)]);
    }

    [Fact]
    public void Not_a_number_is_not_even_itself()
    {
        Gives(Flags([], false), "Equal", [Float(float.NaN), Float(float.NaN)]);
        Gives(Flags([], true), "NotEqual", [Float(float.NaN), Float(float.NaN)]);
    }

    [Fact]
    public void Flags_and_texts_are_compared_too()
    {
        Gives(Flags([2], true, false), "Equal", [Flags([2], true, true), Flags([2], true, false)]);
        Gives(Flags([2], false, true), "NotEqual", [Texts([2], "a", "b"), Texts([], "a")]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_unequal_where_that_is_asked_for()
    {
        Gives(Flags([], false), "Equal", [List(1, 2), List(1, 2, 3)], ("incompatible_shape_error", Of(false)));
        Assert.Contains("do not fit", Refused("Equal", [List(1, 2), List(1, 2, 3)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_are_combined()
    {
        var (x, y) = (Flags([4], false, false, true, true), Flags([4], false, true, false, true));

        Gives(Flags([4], false, false, false, true), "LogicalAnd", [x, y]);
        Gives(Flags([4], false, true, true, true), "LogicalOr", [x, y]);
        Gives(Flags([4], true, true, false, false), "LogicalNot", [x]);
    }
}
