using Google.Protobuf;
using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Protos;
using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class ConstantsTests
{
    [Fact]
    public void A_constant_is_bytes_or_a_list_or_one_element_for_all()
    {
        Gives(List(1, 258), "Const", [], Value(DataType.DtInt32, [2], tensor => tensor.TensorContent = ByteString.CopyFrom(1, 0, 0, 0, 2, 1, 0, 0)));
        Gives(Floats([2], 1.5f, 2), "Const", [], Value(DataType.DtFloat, [2], tensor => tensor.FloatVal.Add([1.5f, 2])));
        Gives(Floats([3], 1.5f, 2, 2), "Const", [], Value(DataType.DtFloat, [3], tensor => tensor.FloatVal.Add([1.5f, 2])));
        Gives(Longs([2], 7, 7), "Const", [], Value(DataType.DtInt64, [2], tensor => tensor.Int64Val.Add(7)));
        Gives(List(0, 0), "Const", [], Value(DataType.DtInt32, [2], _ => { }));
        Gives(Flags([2], true, true), "Const", [], Value(DataType.DtBool, [2], tensor => tensor.BoolVal.Add(true)));
        Gives(Texts([2], "a", "b"), "Const", [], Value(DataType.DtString, [2], tensor => tensor.StringVal.Add([ByteString.CopyFromUtf8("a"), ByteString.CopyFromUtf8("b")])));
        Gives(Int(5), "Const", [], Value(DataType.DtInt32, [], tensor => tensor.IntVal.Add(5)));
        Gives(Int(0), "Const", [], ("value", new() { Tensor = new() { Dtype = DataType.DtInt32 } }));
    }

    [Fact]
    public void A_damaged_constant_is_refused()
    {
        Assert.Contains("it has no value", Refused("Const", []), StringComparison.Ordinal);
        Assert.Contains("has 3 bytes, but a int32 (1,) takes 4", Refused("Const", [], Value(DataType.DtInt32, [1], tensor => tensor.TensorContent = ByteString.CopyFrom(1, 2, 3))), StringComparison.Ordinal);
        Assert.Contains("has 2 elements, but the shape (1,) holds 1", Refused("Const", [], Value(DataType.DtInt32, [1], tensor => tensor.IntVal.Add([1, 2]))), StringComparison.Ordinal);
        Assert.Contains("no tensor has", Refused("Const", [], Value(DataType.DtInt32, [-5], _ => { })), StringComparison.Ordinal);
        Assert.Contains("resource, which are not computed with", Refused("Const", [], Value(DataType.DtResource, [1], _ => { })), StringComparison.Ordinal);
    }

    [Fact]
    public void One_element_for_all_takes_memory_in_a_run_only_and_no_more_than_a_run_may()
    {
        var attribute = Value(DataType.DtFloat, [1 << 20, 1 << 10], tensor => tensor.FloatVal.Add(1));

        var error = Assert.ThrowsAny<KerasException>(() => Run(new GraphDef(), "Const", [], [attribute], new GraphLimits(Memory: 1 << 20)));

        Assert.Contains("it asks for 4294967296 bytes where the run holds 0 already, and the limit is 1048576", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_are_filled()
    {
        Gives(Floats([2, 2], 3, 3, 3, 3), "Fill", [List(2, 2), Float(3)]);
        Gives(Texts([1], "a"), "Fill", [List(1), Texts([], "a")]);
        Gives(Floats([2], 0, 0), "ZerosLike", [Floats([2], 1, 2)]);
        Gives(Flags([1], false), "ZerosLike", [Flags([1], true)]);
        Gives(List(1, 1), "OnesLike", [List(5, 6)]);
        Gives(Flags([1], true), "OnesLike", [Flags([1], false)]);
        Assert.Contains("an axis of size -1", Refused("Fill", [List(2, -1), Float(3)]), StringComparison.Ordinal);
        Assert.Contains("more elements than", Refused("Fill", [List(1 << 30, 1 << 30), Float(3)]), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_counted_out()
    {
        Gives(List(2, 5, 8), "Range", [Int(2), Int(9), Int(3)]);
        Gives(List(3, 2, 1), "Range", [Int(3), Int(0), Int(-1)]);
        Gives(List(), "Range", [Int(3), Int(0), Int(1)]);
        Gives(Floats([3], 0, 0.5f, 1), "Range", [Float(0), Float(1.25f), Float(0.5f)]);
        Assert.Contains("the last of them not 0", Refused("Range", [Int(0), Int(1), Int(0)]), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_nobody_gives_is_named()
        => Assert.Contains("the signature gives it none", Refused("Placeholder", []), StringComparison.Ordinal);

    static (string, AttrValue) Value(DataType type, int[] sizes, Action<TensorProto> fill)
    {
        var tensor = new TensorProto { Dtype = type, TensorShape = new() };
        tensor.TensorShape.Dim.Add(sizes.Select(size => new TensorShapeProto.Types.Dim { Size = size }));
        fill(tensor);
        return ("value", new() { Tensor = tensor });
    }
}
