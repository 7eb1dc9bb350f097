using Spam.Keras.Saving.SavedModels.Running;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

/// <summary>The expected values are what NumPy's slices of np.arange(24).reshape(2, 3, 4) give.</summary>
public class SlicingTests
{
    [Fact]
    public void A_part_begins_somewhere_and_has_sizes()
    {
        Gives(Ints([1, 2, 2], 17, 18, 21, 22), "Slice", [Cube(), List(1, 1, 1), List(1, 2, 2)]);
        Gives(Ints([1, 1, 4], 20, 21, 22, 23), "Slice", [Cube(), List(1, 2, 0), List(-1, -1, -1)]);
        Assert.Contains("it cuts 3 from 1 on out of axis 1", Refused("Slice", [Cube(), List(0, 1, 0), List(1, 3, 1)]), StringComparison.Ordinal);
        Assert.Contains("it cuts 1 from -1 on", Refused("Slice", [Cube(), List(-1, 1, 0), List(1, 1, 1)]), StringComparison.Ordinal);
    }

    [Fact] // x[1, 0:3:2, 1:3]
    public void Starts_ends_and_steps()
        => Gives(Ints([2, 2], 13, 14, 21, 22), "StridedSlice", [Cube(), List(1, 0, 1), List(2, 3, 3), List(1, 2, 1)], ("shrink_axis_mask", Of(1)));

    [Fact] // x[..., -1], x[:, ::-1, 0], x[1]
    public void Ellipses_and_masks()
    {
        Gives(Ints([2, 3], 3, 7, 11, 15, 19, 23), "StridedSlice", [Cube(), List(0, -1), List(0, 0), List(1, 1)], ("ellipsis_mask", Of(1)), ("shrink_axis_mask", Of(2)));
        Gives(
            Ints([2, 3], 8, 4, 0, 20, 16, 12), "StridedSlice", [Cube(), List(0, 0, 0), List(0, 0, 1), List(1, -1, 1)],
            ("begin_mask", Of(3)), ("end_mask", Of(3)), ("shrink_axis_mask", Of(4)));
        Gives(Ints([3, 4], [.. Enumerable.Range(12, 12)]), "StridedSlice", [Cube(), List(1), List(2), List(1)], ("shrink_axis_mask", Of(1)));
    }

    [Fact] // x[None, 1, 1:2], x[..., None]
    public void New_axes()
    {
        Gives(
            Ints([1, 1, 4], 16, 17, 18, 19), "StridedSlice", [Cube(), List(0, 1, 1), List(0, 2, 2), List(1, 1, 1)], ("new_axis_mask", Of(1)), ("shrink_axis_mask", Of(2)));
        Gives(Ints([2, 1], 1, 2), "StridedSlice", [List(1, 2), List(0, 0), List(0, 0), List(1, 1)], ("ellipsis_mask", Of(1)), ("new_axis_mask", Of(2)));
    }

    [Fact] // y = np.arange(5): y[-3:-1], y[10:], y[3:1], y[4:0:-2], y[-100:100:3]
    public void Places_beyond_the_ends_are_brought_back()
    {
        var row = List(0, 1, 2, 3, 4);

        Gives(List(2, 3), "StridedSlice", [row, List(-3), List(-1), List(1)]);
        Gives(List(), "StridedSlice", [row, List(10), List(20), List(1)]);
        Gives(List(), "StridedSlice", [row, List(3), List(1), List(1)]);
        Gives(List(4, 2), "StridedSlice", [row, List(4), List(0), List(-2)]);
        Gives(List(0, 3), "StridedSlice", [row, List(-100), List(100), List(3)]);
        Gives(List(4, 3, 2, 1, 0), "StridedSlice", [row, List(0), List(0), List(-1)], ("begin_mask", Of(1)), ("end_mask", Of(1)));
    }

    [Fact]
    public void Slices_that_no_tensor_has_are_refused()
    {
        Assert.Contains("it has a step of 0", Refused("StridedSlice", [List(1, 2), List(0), List(1), List(0)]), StringComparison.Ordinal);
        Assert.Contains("it picks index 2 of axis 0", Refused("StridedSlice", [List(1, 2), List(2), List(3), List(1)], ("shrink_axis_mask", Of(1))), StringComparison.Ordinal);
        Assert.Contains("more axes than", Refused("StridedSlice", [List(1, 2), List(0, 0), List(1, 1), List(1, 1)]), StringComparison.Ordinal);
        Assert.Contains("two ellipses", Refused("StridedSlice", [List(1, 2), List(0, 0), List(1, 1), List(1, 1)], ("ellipsis_mask", Of(3))), StringComparison.Ordinal);
        Assert.Contains("1 starts, 2 ends", Refused("StridedSlice", [List(1, 2), List(0), List(1, 1), List(1)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_change_places()
    {
        Gives(Ints([3, 2], 1, 4, 2, 5, 3, 6), "Transpose", [Ints([2, 3], 1, 2, 3, 4, 5, 6), List(1, 0)]);
        Gives(Texts([2, 1], "a", "b"), "Transpose", [Texts([1, 2], "a", "b"), List(1, 0)]);
        Assert.Contains("which does not name each of them once", Refused("Transpose", [Ints([1, 2], 1, 2), List(1, 1)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Axes_are_turned()
    {
        Gives(Ints([2, 2], 4, 3, 2, 1), "ReverseV2", [Ints([2, 2], 1, 2, 3, 4), List(0, 1)]);
        Gives(Ints([2, 2], 2, 1, 4, 3), "ReverseV2", [Ints([2, 2], 1, 2, 3, 4), List(-1)]);
        Gives(
            Ints([2, 3], 2, 1, 3, 6, 5, 4), "ReverseSequence", [Ints([2, 3], 1, 2, 3, 4, 5, 6), List(2, 3)], ("seq_dim", Of(1)), ("batch_dim", Of(0L)));
        Assert.Contains("its 1 lengths do not fit", Refused("ReverseSequence", [Ints([2, 1], 1, 2), List(1)], ("seq_dim", Of(1))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_falls_into_parts()
    {
        var input = Ints([2, 4], 1, 2, 3, 4, 5, 6, 7, 8);

        var halves = Run("Split", [Int(1), input], ("num_split", Of(2)));
        var parts = Run("SplitV", [input, List(1, -1), Int(-1)], ("num_split", Of(2)));
        var rows = Run("Unpack", [input], ("num", Of(2)), ("axis", Of(0L)));

        Same(Ints([2, 2], 1, 2, 5, 6), halves[0]);
        Same(Ints([2, 2], 3, 4, 7, 8), halves[1]);
        Same(Ints([2, 1], 1, 5), parts[0]);
        Same(Ints([2, 3], 2, 3, 4, 6, 7, 8), parts[1]);
        Same(List(1, 2, 3, 4), rows[0]);
        Same(List(5, 6, 7, 8), rows[1]);
        Assert.Contains("into 3 equal parts", Refused("Split", [Int(1), input], ("num_split", Of(3))), StringComparison.Ordinal);
        Assert.Contains("its parts take 3", Refused("SplitV", [input, List(1, 2), Int(1)], ("num_split", Of(2))), StringComparison.Ordinal);
        Assert.Contains("it makes 3 tensors", Refused("Unpack", [input], ("num", Of(3))), StringComparison.Ordinal);
        Assert.Contains("it claims 1099511627776 outputs", Refused("Unpack", [input], ("num", Of(1L << 40))), StringComparison.Ordinal);
    }

    static GraphTensor<int> Cube() => Ints([2, 3, 4], [.. Enumerable.Range(0, 24)]);
}
