using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class SelectionTests
{
    [Fact]
    public void Elements_come_from_one_side_or_the_other()
    {
        Gives(List(1, 20), "SelectV2", [Flags([2], true, false), List(1, 2), List(10, 20)]);
        Gives(Ints([2, 2], 1, 2, 9, 9), "SelectV2", [Flags([2, 1], true, false), Ints([2, 2], 1, 2, 3, 4), Int(9)]);
        Gives(Ints([2, 2], 1, 2, 30, 40), "Select", [Flags([2], true, false), Ints([2, 2], 1, 2, 3, 4), Ints([2, 2], 10, 20, 30, 40)]);
        Assert.Contains("it chooses between", Refused("SelectV2", [Flags([3], true, false, true), List(1, 2), List(10, 20)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Places_of_what_is_set()
    {
        Gives(Longs([2, 2], 0, 1, 1, 0), "Where", [Flags([2, 2], false, true, true, false)]);
        Gives(Longs([1, 1], 1), "Where", [List(0, 5)]);
    }

    [Fact]
    public void Numbers_become_rows_of_zeros_and_a_one()
    {
        Gives(Floats([2, 3], 0, 0, 1, 0, 0, 0), "OneHot", [List(2, -1), Int(3), Float(1), Float(0)]);
        Gives(List(9, 1, 1, 9).WithShape(new(2, 2)), "OneHot", [List(0, 1), Int(2), Int(9), Int(1)], ("axis", Of(0L)));
    }

    [Fact]
    public void The_largest_of_each_row_with_their_places()
    {
        var outputs = Run("TopKV2", [Floats([2, 3], 1, 3, 3, 5, 4, 6), Int(2)]);

        Same(Floats([2, 2], 3, 3, 6, 5), outputs[0]);
        Same(Ints([2, 2], 1, 2, 2, 0), outputs[1]);
        Assert.Contains("it takes the 4 largest", Refused("TopKV2", [Floats([1, 3], 1, 3, 3), Int(4)]), StringComparison.Ordinal);
    }
}
