using System.Buffers.Binary;
using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels;

/// <summary>The kinds of attribute that a node may have.</summary>
static class Attribute
{
    /// <summary>An element type.</summary>
    public static AttrValue Of(DataType type) => new() { Type = type };

    /// <summary>A whole number.</summary>
    public static AttrValue Of(long number) => new() { I = number };

    /// <summary>A yes or no.</summary>
    public static AttrValue Of(bool flag) => new() { B = flag };

    /// <summary>A float32 number.</summary>
    public static AttrValue Of(float number) => new() { F = number };

    /// <summary>A text.</summary>
    public static AttrValue Of(string text) => new() { S = ByteString.CopyFromUtf8(text) };

    /// <summary>A shape; null where not even the number of axes is known.</summary>
    public static AttrValue Of(Shape? shape) => new() { Shape = ShapeProto(shape) };

    /// <summary>A function of the library.</summary>
    public static AttrValue Function(string name) => new() { Func = new() { Name = name } };

    /// <summary>A list of whole numbers.</summary>
    public static AttrValue Of(ReadOnlySpan<int> numbers)
    {
        var list = new AttrValue.Types.ListValue();
        foreach (var number in numbers)
            list.I.Add(number);
        return new() { List = list };
    }

    /// <summary>A list of element types.</summary>
    public static AttrValue Of(IEnumerable<DataType> types)
    {
        var list = new AttrValue.Types.ListValue();
        list.Type.AddRange(types);
        return new() { List = list };
    }

    /// <summary>A list of shapes.</summary>
    public static AttrValue Of(IEnumerable<Shape> shapes)
    {
        var list = new AttrValue.Types.ListValue();
        list.Shape.AddRange(shapes.Select(ShapeProto));
        return new() { List = list };
    }

    /// <summary>A tensor of int32, without axes where <paramref name="shape"/> has none.</summary>
    public static AttrValue Tensor(Shape shape, params ReadOnlySpan<int> values)
    {
        var bytes = new byte[values.Length * sizeof(int)];
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);

        return Tensor(DataType.DtInt32, shape, bytes);
    }

    /// <summary>A float32 number as a tensor.</summary>
    public static AttrValue Scalar(float value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        return Tensor(DataType.DtFloat, new(), bytes);
    }

    /// <summary>A yes or no as a tensor.</summary>
    public static AttrValue Scalar(bool value) => Tensor(DataType.DtBool, new(), [value ? (byte)1 : (byte)0]);

    /// <summary>A tensor of texts along one axis.</summary>
    public static AttrValue Tensor(IReadOnlyCollection<string> texts)
    {
        var tensor = new TensorProto { Dtype = DataType.DtString, TensorShape = ShapeProto(new(texts.Count)) };
        tensor.StringVal.AddRange(texts.Select(ByteString.CopyFromUtf8));
        return new() { Tensor = tensor };
    }

    /// <summary>The message of a shape; null where not even the number of axes is known.</summary>
    public static TensorShapeProto ShapeProto(Shape? shape)
    {
        var proto = new TensorShapeProto { UnknownRank = shape is null };
        foreach (var size in shape ?? new())
            proto.Dim.Add(new TensorShapeProto.Types.Dim { Size = size }); // Shape.Unknown is TensorFlow's -1

        return proto;
    }

    static AttrValue Tensor(DataType type, Shape shape, byte[] bytes)
        => new() { Tensor = new() { Dtype = type, TensorShape = ShapeProto(shape), TensorContent = ByteString.CopyFrom(bytes) } };
}
