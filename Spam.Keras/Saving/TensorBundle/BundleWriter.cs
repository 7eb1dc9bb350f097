using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.TensorBundle;

/// <summary>Writes a tensor bundle: tensors one after the other in one data file, and an index table of where each stands.</summary>
/// <remarks>Source: TensorFlow, core/util/tensor_bundle/tensor_bundle.h.</remarks>
static class BundleWriter
{
    /// <summary>The key of the object graph, which says which object owns which tensor.</summary>
    public const string ObjectGraphKey = "_CHECKPOINTABLE_OBJECT_GRAPH";

    /// <summary>Writes <c>prefix.index</c> and <c>prefix.data-00000-of-00001</c>.</summary>
    /// <param name="prefix">The path that both names begin with.</param>
    /// <param name="tensors">Tensors by key.</param>
    /// <param name="objectGraph">What the object graph's key holds.</param>
    public static void Write(string prefix, IReadOnlyDictionary<string, Tensor> tensors, TrackableObjectGraph objectGraph)
    {
        using var index = File.Create(IndexPath(prefix));
        using var data = File.Create(DataPath(prefix, shard: 0, numShards: 1));
        var table = new TableWriter(index);
        table.Add([], new BundleHeaderProto { NumShards = 1, Version = new() { Producer = 1 } }.ToByteArray());

        // By bytes, as the table is sorted: not by UTF-16 units, whose order differs beyond the basic plane.
        var keys = tensors.Keys.Append(ObjectGraphKey).Select(key => (Bytes: Encoding.UTF8.GetBytes(key), Key: key)).ToList();
        keys.Sort((a, b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes));
        foreach (var (bytes, key) in keys)
        {
            var entry = key == ObjectGraphKey ? WriteText(data, objectGraph.ToByteArray()) : WriteTensor(data, tensors[key]);
            table.Add(bytes, entry.ToByteArray());
        }

        table.Finish();
    }

    /// <summary>The index of the bundle at <paramref name="prefix"/>.</summary>
    public static string IndexPath(string prefix) => $"{prefix}.index";

    /// <summary>One of the data files of the bundle at <paramref name="prefix"/>.</summary>
    public static string DataPath(string prefix, int shard, int numShards) => $"{prefix}.data-{shard:D5}-of-{numShards:D5}";

    static BundleEntryProto WriteTensor(FileStream data, Tensor tensor)
    {
        var bytes = LittleEndianBytes(tensor);
        var shape = new TensorShapeProto();
        foreach (var size in tensor.Shape)
            shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });

        var entry = new BundleEntryProto
        {
            Dtype = DataType.DtFloat,
            Shape = shape,
            Offset = data.Position,
            Size = bytes.Length,
            Crc32C = Crc32C.MaskedOf(bytes),
        };
        data.Write(bytes);
        return entry;
    }

    static ReadOnlySpan<byte> LittleEndianBytes(Tensor tensor)
    {
        if (BitConverter.IsLittleEndian)
            return MemoryMarshal.AsBytes(tensor.Span);

        var bytes = new byte[tensor.Length * sizeof(float)];
        for (var i = 0; i < tensor.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), tensor[i]);

        return bytes;
    }

    // One text: its length, a checksum of the length as u32, the bytes. The entry's checksum runs over the length as u32, that checksum, the bytes.
    static BundleEntryProto WriteText(FileStream data, byte[] text)
    {
        List<byte> head = [];
        Varint.Write(head, (ulong)text.Length);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        Span<byte> lengthChecksum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(length, text.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(lengthChecksum, Crc32C.MaskedOf(length));
        head.AddRange(lengthChecksum);

        var entry = new BundleEntryProto
        {
            Dtype = DataType.DtString,
            Shape = new(),
            Offset = data.Position,
            Size = head.Count + text.Length,
            Crc32C = Crc32C.Mask(Crc32C.Of(text, before: Crc32C.Of(lengthChecksum, before: Crc32C.Of(length)))),
        };
        data.Write(head.ToArray());
        data.Write(text);
        return entry;
    }
}
