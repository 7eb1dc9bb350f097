using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Variables, and how a graph restores them.</summary>
static class Variables
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("VarHandleOp", "resource", call => new VariableHandle(NameOf(call))),
        Operation.Of("ReadVariableOp", "value", call => call.Run.Read(Handle(call, 0).Name)),
        Operation.Of("VarIsInitializedOp", "is_initialized", call => Constants.Filled(call, [], call.Run.Has(Handle(call, 0).Name))),
        new("AssignVariableOp", [], Assign),
        Operation.ListOf("RestoreV2", "tensors", node => node.Attr.GetValueOrDefault("dtypes")?.List?.Type.Count ?? 0, Restore),
    ];

    /// <summary>An input that names a variable.</summary>
    public static VariableHandle Handle(NodeCall call, int input)
        => call[input] as VariableHandle ?? throw call.Fail($"its input {input} is a {call[input]}; expected a variable");

    // Variables that share a name are one variable; one without a name is its node's.
    static string NameOf(NodeCall call)
        => call.Text("shared_name", "") is { Length: > 0 } name ? $"{call.Text("container", "")}/{name}" : $"node:{call.Node.Name}";

    static RunValue[] Assign(NodeCall call)
    {
        call.Run.Assign(Handle(call, 0).Name, call[1]);
        return [];
    }

    static RunValue[] Restore(NodeCall call)
    {
        var bundle = call.Run.Bundle ?? throw call.Fail("it reads files, which only the loading of a model does");
        var (names, slices) = (call.Tensor<ByteString>(1), call.Tensor<ByteString>(2));
        if (names.Length != call.Node.NumOutputs || slices.Length != names.Length)
            throw call.Fail($"it restores {call.Node.NumOutputs} tensors by {names.Length} names and {slices.Length} parts");
        if (Array.Find(slices.Values, slice => !slice.IsEmpty) is not null)
            throw call.Fail("it restores a part of a tensor (a partitioned variable), which is not supported");

        return [.. names.Values.Select(name => Value(call, bundle, name.ToStringUtf8()))];
    }

    // The numbers are taken from the run's memory, so that entries which share bytes of a file cannot ask for more than a run may have.
    static RunValue Value(NodeCall call, TensorBundle.BundleReader bundle, string key)
    {
        var (type, shape) = (bundle.TypeOf(key), bundle.ShapeOf(key));
        if (type == DataType.DtString)
            return new GraphTensor<ByteString>([], new(0)); // the graph of objects, and nothing that a signature reads

        var memory = call.Run.Take(bundle.SizeOf(key));
        var bytes = bundle.ReadNumbers(key);
        return type switch
        {
            DataType.DtFloat => Of<float>(),
            DataType.DtDouble => Of<double>(),
            DataType.DtHalf => Of<Half>(),
            DataType.DtInt8 => Of<sbyte>(),
            DataType.DtInt16 => Of<short>(),
            DataType.DtInt32 => Of<int>(),
            DataType.DtInt64 => Of<long>(),
            DataType.DtUint8 => Of<byte>(),
            DataType.DtUint16 => Of<ushort>(),
            DataType.DtUint32 => Of<uint>(),
            DataType.DtUint64 => Of<ulong>(),
            DataType.DtBool => new GraphTensor<bool>(Array.ConvertAll(bytes, value => value != 0), shape, memory),
            _ => throw call.Fail($"{FileText.Show(key)} holds {ElementTypes.NameOf(type)}, which is not computed with"),
        };

        GraphTensor<T> Of<T>() where T : unmanaged => new(Constants.FromBytes<T>(bytes), shape, memory);
    }
}
