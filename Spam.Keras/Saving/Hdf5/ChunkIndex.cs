namespace Spam.Keras.Saving.Hdf5;

/// <summary>Finds the chunks of a dataset, whichever way they are listed.</summary>
/// <param name="file">The file.</param>
/// <param name="space">The dataset's sizes.</param>
/// <param name="sizes">How many elements a chunk has along each axis.</param>
/// <param name="chunkBytes">How many bytes these are.</param>
/// <remarks>Source: HDF5 file format specification 3.0, sections III.A.1, IV.A.2.i and VII.</remarks>
sealed class ChunkIndex(Hdf5Bytes file, Hdf5Space space, ulong[] sizes, ulong chunkBytes)
{
    const string Tree = "the B-tree of chunks";

    readonly BTree1 _tree = new(file, kind: 1, Tree, ushort.MaxValue);
    readonly List<Chunk> _chunks = [];

    /// <summary>The chunks that a layout of version 4 or 5 lists.</summary>
    public List<Chunk> Read(ref BlockReader reader, byte flags)
    {
        var kind = reader.Byte();
        switch (kind)
        {
            case 1 when (flags & 2) != 0:
                var (stored, skipped) = (reader.Size(), reader.UInt32());
                Add(0, reader.Offset(), stored, skipped);
                break;
            case 1:
                Add(0, reader.Offset(), chunkBytes, 0);
                break;
            case 2:
                var address = reader.Offset();
                for (var i = 0UL; address != file.Undefined && i < NumChunks; i++)
                    Add(i, address + (i * chunkBytes), chunkBytes, 0);
                break;
            case 3:
                reader.Skip(1); // the header says it again
                new ChunkArray(file, chunkBytes, Add).ReadFixed(reader.Offset());
                break;
            case 4:
                reader.Skip(5); // the header says it again
                new ChunkArray(file, chunkBytes, AddGrowing).ReadExtensible(reader.Offset());
                break;
            case 5:
                reader.Skip(4 + 1 + 1); // the header says it again
                ReadBTree2(reader.Offset());
                break;
            default:
                throw reader.Fail($"its chunks are listed in the way {kind}; 1 to 5 are read");
        }

        return _chunks;
    }

    /// <summary>The chunks that a B-tree of version 1 lists.</summary>
    public List<Chunk> ReadBTree1(ulong address)
    {
        if (address != file.Undefined)
            ReadNode(address, level: null);
        return _chunks;
    }

    ulong NumChunks
    {
        get
        {
            UInt128 product = 1;
            for (var axis = 0; axis < sizes.Length; axis++)
                product = UInt128.Min(product * ((space.Sizes[axis] + sizes[axis] - 1) / sizes[axis]), ulong.MaxValue);
            return (ulong)product;
        }
    }

    void ReadNode(ulong address, int? level)
    {
        var reader = _tree.Open(address, level, out var came, out var count);
        for (var i = 0; i < count; i++)
        {
            var stored = reader.UInt32();
            var skipped = reader.UInt32();
            var place = new ulong[sizes.Length];
            for (var axis = 0; axis < place.Length; axis++)
                place[axis] = reader.Number(8) / sizes[axis];
            reader.Skip(8); // the place within an element
            var child = reader.Offset();
            if (came == 0)
                _chunks.Add(new(child, stored, skipped, place));
            else
                ReadNode(child, came - 1);
        }
    }

    void ReadBTree2(ulong address)
    {
        if (address == file.Undefined)
            return;

        var isFiltered = file.Read(address + 5, 1, Tree).Byte() == 11;
        foreach (var record in new BTree2(file, address, isFiltered ? 11 : 10).Records())
        {
            var reader = file.Read(record.Address, record.Size, Tree);
            var chunk = reader.Offset();
            var stored = chunkBytes;
            var skipped = 0u;
            if (isFiltered)
            {
                var lengthSize = (int)record.Size - file.OffsetSize - sizeof(uint) - (8 * sizes.Length);
                if (lengthSize is < 1 or > 8)
                    throw file.Fail(Tree, address, $"its records have {record.Size} bytes, which do not fit {sizes.Length} axes");
                (stored, skipped) = (reader.Number(lengthSize), reader.UInt32());
            }

            var place = new ulong[sizes.Length];
            for (var axis = 0; axis < place.Length; axis++)
                place[axis] = reader.Number(8);
            _chunks.Add(new(chunk, stored, skipped, place));
        }
    }

    void Add(ulong number, ulong address, ulong stored, uint skipped)
        => Add(number, address, stored, skipped, [.. Enumerable.Range(0, sizes.Length)]);

    // Where one axis has no end, chunks are counted with that axis first.
    void AddGrowing(ulong number, ulong address, ulong stored, uint skipped)
    {
        var growing = Array.IndexOf(space.MaxSizes, ulong.MaxValue);
        Add(number, address, stored, skipped, [.. Enumerable.Range(0, sizes.Length).OrderBy(axis => axis != growing)]);
    }

    void Add(ulong number, ulong address, ulong stored, uint skipped, int[] axes)
    {
        if (address == file.Undefined)
            return;

        file.Count(8, Tree, address);
        var place = new ulong[sizes.Length];
        foreach (var axis in axes.Skip(1).Reverse())
        {
            var along = Math.Max(1, ((space.MaxSizes[axis] == ulong.MaxValue ? space.Sizes[axis] : space.MaxSizes[axis]) + sizes[axis] - 1) / sizes[axis]);
            (number, place[axis]) = (number / along, number % along);
        }

        place[axes[0]] = number;
        _chunks.Add(new(address, stored, skipped, place));
    }
}
