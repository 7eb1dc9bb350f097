using Spam.Keras.Saving.Protos;
using Spam.Keras.Saving.SavedModels.Running;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class TensorListsTests
{
    static readonly (string, AttrValue) _float = ("element_dtype", Of(DataType.DtFloat));

    [Fact]
    public void A_tensor_becomes_a_list_and_the_list_the_tensor()
    {
        var rows = Run("TensorListFromTensor", [Floats([2, 2], 1, 2, 3, 4), List(2)])[0];

        Gives(Floats([2], 3, 4), "TensorListGetItem", [rows, Int(1), List(2)], _float);
        Gives(Floats([2, 2], 1, 2, 3, 4), "TensorListStack", [rows, List(-1)], _float);
        Assert.Contains("it reads item 2 of a list of 2", Refused("TensorListGetItem", [rows, Int(2), List(2)], _float), StringComparison.Ordinal);
        Assert.Contains("it stacks a list of 2; expected 3", Refused("TensorListStack", [rows, List(2)], _float, ("num_elements", Of(3))), StringComparison.Ordinal);
    }

    [Fact]
    public void Items_are_set_one_by_one_and_the_list_before_stays_as_it_was()
    {
        var empty = Run("TensorListReserve", [List(-1), Int(2)], _float)[0];
        var list = Run("TensorListSetItem", [empty, Int(1), Floats([2], 5, 6)], _float)[0];

        Gives(Floats([2, 2], 0, 0, 5, 6), "TensorListStack", [list, List(2)], _float);
        Gives(Floats([2], 0, 0), "TensorListGetItem", [list, Int(0), List(2)], _float);
        Gives(Floats([2, 1], 0, 0), "TensorListStack", [empty, List(1)], _float);
        Assert.Contains("their shape is not known", Refused("TensorListStack", [empty, List(-1)], _float), StringComparison.Ordinal);
        Assert.Contains("it sets item 2 of a list of 2", Refused("TensorListSetItem", [empty, Int(2), Float(1)], _float), StringComparison.Ordinal);
        Assert.Contains("it puts a int32 () into a list of float32", Refused("TensorListSetItem", [empty, Int(0), Int(1)], _float), StringComparison.Ordinal);
        Assert.Equal(4, ((TensorList)Run("TensorListSetItem", [empty, Int(3), Float(1)], _float, ("resize_if_index_out_of_bounds", Of(true)))[0]).Items.Count);
    }

    [Fact]
    public void What_is_no_list_or_too_long_is_refused()
    {
        Assert.Contains("expected a list of tensors", Refused("TensorListStack", [List(1), List(1)], _float), StringComparison.Ordinal);
        Assert.Contains("a list of 2000000000 tensors", Refused("TensorListReserve", [List(1), Int(2_000_000_000)], _float), StringComparison.Ordinal);
        Assert.Contains("a list of -1 tensors", Refused("TensorListReserve", [List(1), Int(-1)], _float), StringComparison.Ordinal);
    }
}
