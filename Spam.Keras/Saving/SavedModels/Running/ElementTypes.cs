using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.SavedModels.Running;

/// <summary>The types that elements of a graph's values may have here, and the C# type of each.</summary>
static class ElementTypes
{
    static readonly Dictionary<Type, DataType> _types = new()
    {
        [typeof(float)] = DataType.DtFloat,
        [typeof(double)] = DataType.DtDouble,
        [typeof(Half)] = DataType.DtHalf,
        [typeof(sbyte)] = DataType.DtInt8,
        [typeof(short)] = DataType.DtInt16,
        [typeof(int)] = DataType.DtInt32,
        [typeof(long)] = DataType.DtInt64,
        [typeof(byte)] = DataType.DtUint8,
        [typeof(ushort)] = DataType.DtUint16,
        [typeof(uint)] = DataType.DtUint32,
        [typeof(ulong)] = DataType.DtUint64,
        [typeof(bool)] = DataType.DtBool,
        [typeof(ByteString)] = DataType.DtString,
    };

    /// <summary>The type of elements that <typeparamref name="T"/> holds.</summary>
    public static DataType Of<T>() => OfType<T>.Value;

    /// <summary>As TensorFlow writes it: <c>float32</c>.</summary>
    public static string NameOf(DataType type) => type switch
    {
        DataType.DtFloat => "float32",
        DataType.DtDouble => "float64",
        DataType.DtHalf => "float16",
        DataType.DtBfloat16 => "bfloat16",
        DataType.DtResource => "resource",
        DataType.DtVariant => "variant",
        _ when $"{type}" is ['D', 't', .. var name] => name.ToLowerInvariant(),
        _ => $"type {(int)type}",
    };

    /// <summary>Does <typeparamref name="TWork"/> on a value of numbers.</summary>
    /// <exception cref="KerasException">Its elements are no numbers, or of a type that is not computed with.</exception>
    public static RunValue Numbers<TWork>(NodeCall call, int input) where TWork : INumberWork => call[input] switch
    {
        GraphTensor<float> x => TWork.Of(call, x),
        GraphTensor<int> x => TWork.Of(call, x),
        GraphTensor<long> x => TWork.Of(call, x),
        GraphTensor<double> x => TWork.Of(call, x),
        GraphTensor<Half> x => TWork.Of(call, x),
        GraphTensor<sbyte> x => TWork.Of(call, x),
        GraphTensor<short> x => TWork.Of(call, x),
        GraphTensor<byte> x => TWork.Of(call, x),
        GraphTensor<ushort> x => TWork.Of(call, x),
        GraphTensor<uint> x => TWork.Of(call, x),
        GraphTensor<ulong> x => TWork.Of(call, x),
        var other => throw call.Fail($"its input {input} is a {other}; expected numbers"),
    };

    /// <summary>Does <typeparamref name="TWork"/> on a value of elements of any type.</summary>
    /// <exception cref="KerasException">It is a list or a variable.</exception>
    public static RunValue Any<TWork>(NodeCall call, int input) where TWork : IElementWork => call[input] switch
    {
        GraphTensor<float> x => TWork.Of(call, x),
        GraphTensor<int> x => TWork.Of(call, x),
        GraphTensor<bool> x => TWork.Of(call, x),
        GraphTensor<long> x => TWork.Of(call, x),
        GraphTensor<double> x => TWork.Of(call, x),
        GraphTensor<Half> x => TWork.Of(call, x),
        GraphTensor<sbyte> x => TWork.Of(call, x),
        GraphTensor<short> x => TWork.Of(call, x),
        GraphTensor<byte> x => TWork.Of(call, x),
        GraphTensor<ushort> x => TWork.Of(call, x),
        GraphTensor<uint> x => TWork.Of(call, x),
        GraphTensor<ulong> x => TWork.Of(call, x),
        GraphTensor<ByteString> x => TWork.Of(call, x),
        var other => throw call.Fail($"its input {input} is a {other}; expected a tensor"),
    };

    static class OfType<T>
    {
        public static readonly DataType Value = _types[typeof(T)];
    }
}
