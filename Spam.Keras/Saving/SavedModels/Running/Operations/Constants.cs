using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running.Operations;

/// <summary>Values that stand in the graph itself, and values made of one element.</summary>
static class Constants
{
    /// <summary>The operations.</summary>
    public static Operation[] All { get; } =
    [
        Operation.Of("Const", "output", call => call.Node.Constant ?? Expand(call, call.Node.Attributes["value"].Tensor)),
        Operation.Of("Fill", "output", call => ElementTypes.Any<FillWork>(call, 1)),
        Operation.Of("ZerosLike", "y", call => ElementTypes.Any<ZerosWork>(call, 0)),
        Operation.Of("OnesLike", "y", call => call[0] is GraphTensor<bool> x ? Filled(call, x.Shape.Sizes, true) : ElementTypes.Numbers<OnesWork>(call, 0)),
        Operation.Of("Placeholder", "output", call => throw call.Fail("it stands for an input, and the signature gives it none")),
    ];

    /// <summary>The value of a constant as the file holds it; null where the file says one element for all, which takes memory only in a run.</summary>
    /// <exception cref="KerasException">The constant is damaged or of a type that is not known.</exception>
    public static RunValue? Decode(NodeDef node, GraphPlace place)
    {
        if (!node.Attr.TryGetValue("value", out var attribute) || attribute.Tensor is not { } tensor)
            throw place.Fail("it has no value");

        var dimensions = tensor.TensorShape?.Dim ?? [];
        if (tensor.TensorShape?.UnknownRank == true || dimensions.Any(dimension => dimension.Size is < 0 or > int.MaxValue))
            throw place.Fail("its shape has a size that no tensor has");

        var shape = new Shape([.. dimensions.Select(dimension => (int)dimension.Size)]);
        var length = dimensions.Aggregate(1L, (product, dimension) => Math.Min(product * dimension.Size, int.MaxValue)); // clamped: it cannot overflow
        return tensor.Dtype switch
        {
            DataType.DtFloat => Decode(tensor, tensor.FloatVal, shape, length, place),
            DataType.DtDouble => Decode(tensor, tensor.DoubleVal, shape, length, place),
            DataType.DtHalf => Decode(tensor, [.. tensor.HalfVal.Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))], shape, length, place),
            DataType.DtInt8 => Decode(tensor, [.. tensor.IntVal.Select(value => (sbyte)value)], shape, length, place),
            DataType.DtInt16 => Decode(tensor, [.. tensor.IntVal.Select(value => (short)value)], shape, length, place),
            DataType.DtInt32 => Decode(tensor, tensor.IntVal, shape, length, place),
            DataType.DtInt64 => Decode(tensor, tensor.Int64Val, shape, length, place),
            DataType.DtUint8 => Decode(tensor, [.. tensor.IntVal.Select(value => (byte)value)], shape, length, place),
            DataType.DtUint16 => Decode(tensor, [.. tensor.IntVal.Select(value => (ushort)value)], shape, length, place),
            DataType.DtUint32 => Decode(tensor, tensor.Uint32Val, shape, length, place),
            DataType.DtUint64 => Decode(tensor, tensor.Uint64Val, shape, length, place),
            DataType.DtBool => tensor.TensorContent.IsEmpty
                ? Listed(tensor.BoolVal, shape, length, place)
                : Listed([.. tensor.TensorContent.Select(value => value != 0)], shape, length, place),
            DataType.DtString => Listed(tensor.StringVal, shape, length, place),
            var type => throw place.Fail($"its elements are {ElementTypes.NameOf(type)}, which are not computed with"),
        };
    }

    /// <summary>Elements from the bytes that TensorFlow writes, which are little-endian.</summary>
    public static T[] FromBytes<T>(ReadOnlySpan<byte> bytes) where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(bytes).ToArray();
        if (BitConverter.IsLittleEndian || Unsafe.SizeOf<T>() == 1)
            return values;

        var turned = MemoryMarshal.AsBytes(values.AsSpan());
        for (var i = 0; i < turned.Length; i += Unsafe.SizeOf<T>())
            MemoryExtensions.Reverse(turned.Slice(i, Unsafe.SizeOf<T>()));
        return values;
    }

    /// <summary>A shape with one element everywhere.</summary>
    public static GraphTensor<T> Filled<T>(NodeCall call, ReadOnlySpan<int> sizes, T value)
    {
        var output = call.New<T>(sizes);
        output.Target.Fill(value);
        return output;
    }

    static GraphTensor<T>? Decode<T>(TensorProto tensor, IReadOnlyList<T> listed, Shape shape, long length, GraphPlace place) where T : unmanaged
    {
        if (tensor.TensorContent.IsEmpty)
            return Listed(listed, shape, length, place);

        var size = Unsafe.SizeOf<T>();
        return tensor.TensorContent.Length == length * size
            ? new(FromBytes<T>(tensor.TensorContent.Span), shape)
            : throw place.Fail($"its value has {tensor.TensorContent.Length} bytes, but a {ElementTypes.NameOf(tensor.Dtype)} {shape} takes {length * size}");
    }

    static GraphTensor<T>? Listed<T>(IReadOnlyList<T> values, Shape shape, long length, GraphPlace place)
    {
        if (values.Count > length)
            throw place.Fail($"its value has {values.Count} elements, but the shape {shape} holds {length}");

        return values.Count == length ? new([.. values], shape) : null;
    }

    // Fewer elements than the shape holds: the last one stands for all that follow, and zero where there is none.
    static RunValue Expand(NodeCall call, TensorProto tensor)
    {
        int[] sizes = [.. (tensor.TensorShape?.Dim ?? []).Select(dimension => (int)dimension.Size)]; // Decode made sure of all this
        return tensor.Dtype switch
        {
            DataType.DtFloat => Expand(call, sizes, tensor.FloatVal),
            DataType.DtDouble => Expand(call, sizes, tensor.DoubleVal),
            DataType.DtHalf => Expand(call, sizes, [.. tensor.HalfVal.Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))]),
            DataType.DtInt8 => Expand(call, sizes, [.. tensor.IntVal.Select(value => (sbyte)value)]),
            DataType.DtInt16 => Expand(call, sizes, [.. tensor.IntVal.Select(value => (short)value)]),
            DataType.DtInt32 => Expand(call, sizes, tensor.IntVal),
            DataType.DtInt64 => Expand(call, sizes, tensor.Int64Val),
            DataType.DtUint8 => Expand(call, sizes, [.. tensor.IntVal.Select(value => (byte)value)]),
            DataType.DtUint16 => Expand(call, sizes, [.. tensor.IntVal.Select(value => (ushort)value)]),
            DataType.DtUint32 => Expand(call, sizes, tensor.Uint32Val),
            DataType.DtUint64 => Expand(call, sizes, tensor.Uint64Val),
            DataType.DtBool => Expand(call, sizes, tensor.BoolVal),
            _ => Expand(call, sizes, tensor.StringVal),
        };
    }

    static GraphTensor<T> Expand<T>(NodeCall call, int[] sizes, IReadOnlyList<T> values)
    {
        var output = call.New<T>(sizes);
        for (var i = 0; i < values.Count; i++)
            output.Target[i] = values[i];

        var rest = values.Count > 0 ? values[^1] : typeof(T) == typeof(ByteString) ? (T)(object)ByteString.Empty : default!;
        output.Target[values.Count..].Fill(rest);
        return output;
    }

    readonly struct FillWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
            => input.Length == 1 ? Filled(call, call.Ints(0), input.Span[0]) : throw call.Fail($"it fills with a {input}; expected one element");
    }

    readonly struct ZerosWork : IElementWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input)
            => Filled(call, input.Shape.Sizes, typeof(T) == typeof(ByteString) ? (T)(object)ByteString.Empty : default!);
    }

    readonly struct OnesWork : INumberWork
    {
        public static RunValue Of<T>(NodeCall call, GraphTensor<T> input) where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T>
            => Filled(call, input.Shape.Sizes, T.One);
    }
}
