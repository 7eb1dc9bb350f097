using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class JoiningTests
{
    [Fact]
    public void Tensors_stand_one_after_the_other()
    {
        Gives(Ints([2, 3], 1, 2, 5, 3, 4, 6), "ConcatV2", [Ints([2, 2], 1, 2, 3, 4), Ints([2, 1], 5, 6), Int(-1)]);
        Gives(Ints([3, 2], 1, 2, 3, 4, 5, 6), "ConcatV2", [Ints([2, 2], 1, 2, 3, 4), Ints([1, 2], 5, 6), Int(0)]);
        Gives(Texts([2], "a", "b"), "Concat", [Int(0), Texts([1], "a"), Texts([1], "b")]);
        Assert.Contains("all other sizes are to be equal", Refused("ConcatV2", [Ints([2, 2], 1, 2, 3, 4), Ints([1, 1], 5), Int(0)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_are_stacked()
    {
        Gives(Ints([2, 2], 1, 2, 3, 4), "Pack", [List(1, 2), List(3, 4)]);
        Gives(Ints([2, 2], 1, 3, 2, 4), "Pack", [List(1, 2), List(3, 4)], ("axis", Of(-1)));
        Gives(List(5, 6), "Pack", [Int(5), Int(6)]);
        Assert.Contains("the shapes are to be equal", Refused("Pack", [List(1, 2), List(3)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_is_repeated()
    {
        Gives(Ints([2, 4], 1, 2, 1, 2, 1, 2, 1, 2), "Tile", [Ints([1, 2], 1, 2), List(2, 2)]);
        Gives(Flags([0, 2]), "Tile", [Flags([1, 2], true, true), List(0, 1)]);
        Assert.Contains("expected one number for each axis", Refused("Tile", [Ints([1, 2], 1, 2), List(2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Elements_are_put_around()
    {
        Gives(Ints([2, 4], 0, 1, 2, 0, 0, 0, 0, 0), "Pad", [Ints([1, 2], 1, 2), Ints([2, 2], 0, 1, 1, 1)]);
        Gives(Floats([3], -1, 5, -1), "PadV2", [Floats([1], 5), Ints([1, 2], 1, 1), Float(-1)]);
        Assert.Contains("expected two numbers of 0 and above", Refused("Pad", [List(1), Ints([1, 2], -1, 0)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_taken_by_their_numbers()
    {
        var table = Floats([3, 2], 1, 2, 3, 4, 5, 6);

        Gives(Floats([2, 2], 5, 6, 1, 2), "GatherV2", [table, List(2, 0), Int(0)]);
        Gives(Floats([3, 1], 2, 4, 6), "GatherV2", [table, List(1), Int(-1)]);
        Gives(Floats([2], 3, 4), "GatherV2", [table, Int(1), Int(0)]);
        Gives(Floats([3, 1], 1, 4, 5), "GatherV2", [table, Ints([3, 1], 0, 1, 0), Int(1)], ("batch_dims", Of(1)));
        Gives(Floats([1, 2, 2], 1, 2, 3, 4), "GatherV2", [table, Longs([1, 2], 0, 1), Int(0)]);
        Assert.Contains("it takes row 3 of axis 0 of a float32 (3, 2), which has 0 to 2", Refused("GatherV2", [table, List(3), Int(0)]), StringComparison.Ordinal);
        Assert.Contains("it takes row -1", Refused("GatherV2", [table, List(-1), Int(0)]), StringComparison.Ordinal);
    }
}
