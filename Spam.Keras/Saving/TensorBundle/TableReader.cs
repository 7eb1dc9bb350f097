using System.Buffers.Binary;

namespace Spam.Keras.Saving.TensorBundle;

/// <summary>Reads a LevelDB table: every block's checksum and every length is checked before it is used.</summary>
/// <remarks>Source: LevelDB, doc/table_format.md.</remarks>
static class TableReader
{
    const int MaxFileSize = 256 << 20;
    const long MaxKeyBytes = 64 << 20;

    /// <summary>All entries of the table, in the order of their keys.</summary>
    /// <exception cref="KerasException">The file is no table, is damaged, or is compressed.</exception>
    public static List<TableEntry> Read(string path)
    {
        var size = new FileInfo(path).Length;
        return size <= MaxFileSize
            ? Read(File.ReadAllBytes(path), path)
            : throw new KerasException($"{path} has {size} bytes; a table of tensor names is at most {MaxFileSize}.");
    }

    /// <summary>Whether a file ends as a table does.</summary>
    public static bool IsTable(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < TableWriter.FooterSize)
            return false;

        Span<byte> magic = stackalloc byte[sizeof(ulong)];
        file.Seek(-magic.Length, SeekOrigin.End);
        file.ReadExactly(magic);
        return BinaryPrimitives.ReadUInt64LittleEndian(magic) == TableWriter.Magic;
    }

    static List<TableEntry> Read(byte[] file, string path)
    {
        if (file.Length < TableWriter.FooterSize)
        {
            throw new KerasException(
                $"{path} has {file.Length} bytes, but a table ends in a footer of {TableWriter.FooterSize}. The file is cut or is no tensor bundle.");
        }

        var footer = file.AsSpan(^TableWriter.FooterSize);
        var magic = BinaryPrimitives.ReadUInt64LittleEndian(footer[^sizeof(ulong)..]);
        if (magic != TableWriter.Magic)
        {
            throw new KerasException(
                $"{path} ends in 0x{magic:X16}, but a table ends in 0x{TableWriter.Magic:X16}. The file is cut or is no tensor bundle.");
        }

        var position = 0;
        var handles = footer[..^sizeof(ulong)];
        if (!BlockHandle.TryRead(handles, ref position, out _) || !BlockHandle.TryRead(handles, ref position, out var indexHandle))
            throw new KerasException($"{path}: the footer does not hold the two places of its index blocks. Save or copy it again.");

        var keyBytes = MaxKeyBytes;
        var entries = new List<TableEntry>();
        var before = 0L;
        foreach (var (_, value) in ReadBlock(file, path, indexHandle, ref keyBytes))
        {
            position = 0;
            if (!BlockHandle.TryRead(value.Span, ref position, out var handle) || handle.Offset < before)
            {
                throw new KerasException(
                    $"{path}: the index block names a data block that is cut or out of order. The file is damaged; save or copy it again.");
            }

            var block = ReadBlock(file, path, handle, ref keyBytes);
            if (entries.Count > 0 && block.Count > 0 && block[0].Key.AsSpan().SequenceCompareTo(entries[^1].Key) <= 0)
                throw new KerasException($"{path}: the first key of the block at {handle.Offset} is not above the last of the block before.");

            entries.AddRange(block);
            before = handle.Offset + handle.Size;
        }

        return entries;
    }

    static List<TableEntry> ReadBlock(byte[] file, string path, BlockHandle handle, ref long keyBytes)
    {
        var (offset, size) = handle;
        var room = file.Length - TableWriter.FooterSize - TableWriter.TrailerSize;
        if (offset > room || size > room - offset)
            throw Fail($"its {size} bytes do not fit a file of {file.Length}");

        var guarded = file.AsSpan((int)offset, (int)size + 1);
        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)(offset + size) + 1));
        if (checksum != Crc32C.MaskedOf(guarded))
            throw Fail($"its checksum is 0x{Crc32C.MaskedOf(guarded):X8}, but 0x{checksum:X8} is stored");
        if (guarded[^1] != 0)
            throw Fail($"it is compressed (kind {guarded[^1]}), which tensor bundles never are");

        return TableBlock.Read(file.AsMemory((int)offset, (int)size), ref keyBytes, Fail);

        KerasException Fail(string reason) => new($"{path}: the block at {offset} is damaged: {reason}. Save or copy the file again.");
    }
}
