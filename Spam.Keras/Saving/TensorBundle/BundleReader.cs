using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;
using Spam.Keras.Saving.Protos;

namespace Spam.Keras.Saving.TensorBundle;

/// <summary>
/// Reads a tensor bundle. Lengths are checked against the files before memory is taken, and checksums before numbers are handed out.
/// </summary>
/// <remarks>Source: TensorFlow, core/util/tensor_bundle/tensor_bundle.h.</remarks>
sealed class BundleReader
{
    const int MaxShards = 10_000;

    readonly string _prefix;
    readonly int _numShards;
    readonly Dictionary<string, BundleEntryProto> _entries = [];

    /// <summary>Reads the index of the bundle at <paramref name="prefix"/>.</summary>
    /// <exception cref="KerasException">The index is absent, damaged, or of a kind that is not read.</exception>
    public BundleReader(string prefix)
    {
        _prefix = prefix;
        if (!File.Exists(IndexPath))
            throw new KerasException($"{IndexPath} is missing: a tensor bundle is an .index file and its .data files.");

        var table = TableReader.Read(IndexPath);
        if (table.Count == 0 || table[0].Key.Length > 0)
            throw new KerasException($"{IndexPath} does not begin with a bundle's header. It is a table of something else.");

        var header = Parse(BundleHeaderProto.Parser, table[0].Value, "the header");
        if (header.Endianness != BundleHeaderProto.Types.Endianness.Little)
            throw new KerasException($"{IndexPath} says that its tensors are big-endian; only little-endian bundles are read.");
        if (header.NumShards is < 1 or > MaxShards)
            throw new KerasException($"{IndexPath} claims {header.NumShards} data files; expected 1 to {MaxShards}.");

        _numShards = header.NumShards;
        foreach (var (key, value) in table.Skip(1))
        {
            var name = Encoding.UTF8.GetString(key);
            _entries[name] = Parse(BundleEntryProto.Parser, value, $"the entry of {FileText.Show(name)}");
        }
    }

    /// <summary>The keys of all tensors, sorted.</summary>
    public IReadOnlyCollection<string> Keys => _entries.Keys;

    /// <summary>Bytes of all data files together; a file that is absent has none.</summary>
    public long DataSize => Enumerable.Range(0, _numShards)
        .Select(shard => new FileInfo(BundleWriter.DataPath(_prefix, shard, _numShards)))
        .Sum(file => file.Exists ? file.Length : 0);

    string IndexPath => BundleWriter.IndexPath(_prefix);

    /// <summary>The element type of the tensor at <paramref name="key"/>.</summary>
    public DataType TypeOf(string key) => Entry(key).Dtype;

    /// <summary>The shape of the tensor at <paramref name="key"/>.</summary>
    public Shape ShapeOf(string key) => ShapeOf(key, Entry(key));

    /// <summary>How many bytes the numbers at <paramref name="key"/> take.</summary>
    /// <exception cref="KerasException">It is absent, holds no numbers, or its entry contradicts itself.</exception>
    public long SizeOf(string key)
    {
        var entry = Entry(key);
        var size = ElementSize(entry.Dtype);
        if (size == 0)
            throw Fail(key, $"it holds {entry.Dtype}; expected numbers");

        var shape = ShapeOf(key, entry);
        var numBytes = size * shape.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue)); // clamped: it cannot overflow
        return entry.Size == numBytes
            ? numBytes
            : throw Fail(key, $"its entry says {entry.Size} bytes, which is not what {entry.Dtype} of shape {shape} takes");
    }

    /// <summary>The numbers at <paramref name="key"/> as the file has them: little-endian, one after the other.</summary>
    /// <exception cref="KerasException">It is absent, holds no numbers, or is damaged.</exception>
    public byte[] ReadNumbers(string key)
    {
        _ = SizeOf(key);
        var entry = Entry(key);
        var bytes = ReadBytes(key, entry);
        return Crc32C.MaskedOf(bytes) == entry.Crc32C
            ? bytes
            : throw Fail(key, $"its checksum is 0x{Crc32C.MaskedOf(bytes):X8}, not 0x{entry.Crc32C:X8} as its entry says; the file is damaged, copy it again");
    }

    /// <summary>The float32 tensor at <paramref name="key"/>.</summary>
    /// <exception cref="KerasException">It is absent, of another type, or damaged.</exception>
    public Tensor ReadTensor(string key)
    {
        if (TypeOf(key) != DataType.DtFloat)
            throw Fail(key, $"it holds {TypeOf(key)}; weights are read as float32");

        var bytes = ReadNumbers(key);
        var tensor = new Tensor(ShapeOf(key));
        for (var i = 0; i < tensor.Length && !BitConverter.IsLittleEndian; i++)
            tensor[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        if (BitConverter.IsLittleEndian)
            bytes.CopyTo(MemoryMarshal.AsBytes(tensor.Span));

        return tensor;
    }

    /// <summary>The single text at <paramref name="key"/>, as bytes.</summary>
    /// <exception cref="KerasException">It is absent, no single text, or damaged.</exception>
    public byte[] ReadText(string key)
        => ShapeOf(key).Rank == 0 ? ReadTexts(key)[0] : throw Fail(key, $"it holds {TypeOf(key)} of shape {ShapeOf(key)}; expected one text");

    /// <summary>The texts at <paramref name="key"/>, as bytes, in row-major order.</summary>
    /// <exception cref="KerasException">It is absent, holds no texts, or is damaged.</exception>
    public byte[][] ReadTexts(string key)
    {
        var entry = Entry(key);
        var shape = ShapeOf(key, entry);
        if (entry.Dtype != DataType.DtString)
            throw Fail(key, $"it holds {entry.Dtype} of shape {shape}; expected texts");

        // The lengths, a checksum of them as u32 (u64 where they need it), the texts. The entry's checksum runs over the same, lengths as u32 too.
        var bytes = ReadBytes(key, entry);
        var count = shape.Aggregate(1L, (product, size) => Math.Min(product * size, int.MaxValue)); // clamped: it cannot overflow
        if (count > bytes.Length)
            throw Fail(key, $"it has {bytes.Length} bytes, too few for {count} texts");

        var lengths = new long[count];
        var (position, sum) = (0, 0L);
        for (var i = 0; i < lengths.Length; i++)
        {
            if (!Varint.TryRead(bytes, ref position, out lengths[i]) || lengths[i] > bytes.Length)
                throw Fail(key, "the lengths before the texts are not the lengths of the texts");
            sum += lengths[i];
        }

        if (bytes.Length - position - sizeof(uint) != sum)
            throw Fail(key, "the lengths before the texts are not the lengths of the texts");

        var lengthBytes = new byte[lengths.Length * sizeof(uint)];
        for (var i = 0; i < lengths.Length; i++)
            BinaryPrimitives.WriteUInt32LittleEndian(lengthBytes.AsSpan(i * sizeof(uint)), (uint)lengths[i]); // below the file's size, which is an array's
        var rest = bytes.AsSpan(position); // the checksum and the texts
        if (BinaryPrimitives.ReadUInt32LittleEndian(rest) != Crc32C.MaskedOf(lengthBytes) || entry.Crc32C != Crc32C.Mask(Crc32C.Of(rest, before: Crc32C.Of(lengthBytes))))
            throw Fail(key, "its checksum is wrong; the file is damaged, copy it again");

        position += sizeof(uint);
        var texts = new byte[lengths.Length][];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = bytes.AsSpan(position, (int)lengths[i]).ToArray();
            position += texts[i].Length;
        }

        return texts;
    }

    static int ElementSize(DataType type) => type switch
    {
        DataType.DtBool or DataType.DtInt8 or DataType.DtUint8 => 1,
        DataType.DtHalf or DataType.DtBfloat16 or DataType.DtInt16 or DataType.DtUint16 => 2,
        DataType.DtFloat or DataType.DtInt32 or DataType.DtUint32 => 4,
        DataType.DtDouble or DataType.DtInt64 or DataType.DtUint64 or DataType.DtComplex64 => 8,
        DataType.DtComplex128 => 16,
        _ => 0,
    };

    BundleEntryProto Entry(string key) => _entries.TryGetValue(key, out var entry)
        ? entry
        : throw new KerasException(
            $"{IndexPath} holds no tensor {FileText.Show(key)}. It holds {string.Join(", ", _entries.Keys.Take(20).Select(FileText.Show))}.");

    Shape ShapeOf(string key, BundleEntryProto entry)
    {
        var dimensions = entry.Shape?.Dim ?? [];
        if (entry.Shape is { UnknownRank: true } || dimensions.Any(dimension => dimension.Size is < 0 or > int.MaxValue))
            throw Fail(key, "its shape has a size that no tensor has");

        return new([.. dimensions.Select(dimension => (int)dimension.Size)]);
    }

    byte[] ReadBytes(string key, BundleEntryProto entry)
    {
        if (entry.Slices.Count > 0)
            throw Fail(key, "it is stored in slices (a partitioned variable), which are not read");
        if (entry.ShardId < 0 || entry.ShardId >= _numShards)
            throw Fail(key, $"it is in data file {entry.ShardId}, but there are {_numShards}");

        var path = BundleWriter.DataPath(_prefix, entry.ShardId, _numShards);
        if (!File.Exists(path))
            throw new KerasException($"{path} is missing: the numbers that {IndexPath} lists are in it.");

        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (entry.Offset < 0 || entry.Size < 0 || entry.Offset > length || entry.Size > length - entry.Offset || entry.Size > Array.MaxLength)
        {
            throw new KerasException(
                $"{path} has {length} bytes, but {FileText.Show(key)} stands at {entry.Offset} with {entry.Size} bytes. The file is cut; copy it again.");
        }

        var bytes = new byte[entry.Size];
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(done), entry.Offset + done);
            if (read == 0)
                throw new KerasException($"{path} became shorter while it was read.");
            done += read;
        }

        return bytes;
    }

    T Parse<T>(MessageParser<T> parser, ReadOnlyMemory<byte> bytes, string what) where T : IMessage<T>
    {
        try
        {
            return parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new KerasException($"{IndexPath}: {what} is no protobuf message ({error.Message}).", error);
        }
    }

    KerasException Fail(string key, string reason) => new($"{IndexPath}: the tensor {FileText.Show(key)} cannot be read: {reason}.");
}
