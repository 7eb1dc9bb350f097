using System.Buffers.Binary;

namespace Spam.Keras.Saving.TensorBundle;

/// <summary>Writes a LevelDB table without compression: data blocks, an empty metaindex, an index of the blocks, a footer.</summary>
/// <remarks>Source: LevelDB, doc/table_format.md.</remarks>
sealed class TableWriter(Stream output)
{
    /// <summary>What ends every table, after the 40 bytes of the two handles.</summary>
    public const ulong Magic = 0xDB4775248B80FB57;

    /// <summary>Bytes of the footer: two handles, padded, and the magic.</summary>
    public const int FooterSize = 48;

    /// <summary>Bytes after each block: how it is compressed (0: not), and a checksum of block and that byte.</summary>
    public const int TrailerSize = 5;

    const int BlockSize = 256 * 1024; // TensorFlow's choice; readers take any

    readonly TableBlock _index = new();
    TableBlock _block = new();
    long _position;

    /// <summary>Appends an entry; its key is above all before, by bytes.</summary>
    public void Add(byte[] key, ReadOnlySpan<byte> value)
    {
        if (_block.Size >= BlockSize)
            FinishBlock();

        _block.Add(key, value);
    }

    /// <summary>Writes what is left.</summary>
    public void Finish()
    {
        if (!_block.IsEmpty)
            FinishBlock();

        var metaindex = Write(new TableBlock());
        var index = Write(_index);
        List<byte> footer = [];
        metaindex.Write(footer);
        index.Write(footer);
        footer.AddRange(new byte[FooterSize - sizeof(ulong) - footer.Count]);
        var magic = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(magic, Magic);
        footer.AddRange(magic);
        output.Write(footer.ToArray());
    }

    void FinishBlock()
    {
        List<byte> handle = [];
        Write(_block).Write(handle);
        _index.Add(_block.LastKey, handle.ToArray()); // the index wants a key not below the block's last
        _block = new();
    }

    BlockHandle Write(TableBlock block)
    {
        var bytes = block.ToArray();
        Span<byte> trailer = stackalloc byte[TrailerSize];
        trailer[0] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[1..], Crc32C.Mask(Crc32C.Of(trailer[..1], before: Crc32C.Of(bytes))));
        output.Write(bytes);
        output.Write(trailer);

        var handle = new BlockHandle(_position, bytes.Length);
        _position += bytes.Length + TrailerSize;
        return handle;
    }
}
