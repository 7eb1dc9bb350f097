namespace Spam.Keras.Saving.Hdf5;

/// <summary>How a dataset is cut into chunks, and where these are.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, section IV.A.2.i.</remarks>
sealed class ChunkLayout
{
    readonly Hdf5Bytes _file;
    readonly Hdf5Space _space;
    readonly int _elementSize;
    readonly ulong _chunkBytes;
    readonly ulong[] _sizes;
    readonly List<Chunk> _chunks;

    ChunkLayout(Hdf5Bytes file, Hdf5Space space, int elementSize, ulong[] sizes, List<Chunk> chunks)
    {
        (_file, _space, _elementSize, _sizes, _chunks) = (file, space, elementSize, sizes, chunks);
        _chunkBytes = sizes.Aggregate((ulong)elementSize, (product, size) => product * size);
    }

    /// <summary>Reads a layout behind its version and kind, and finds the chunks.</summary>
    public static ChunkLayout Read(ref BlockReader reader, int version, Hdf5Bytes file, Hdf5Space space, int elementSize)
    {
        var isNew = version > 3;
        var flags = isNew ? reader.Byte() : (byte)0;
        var rank = reader.Byte() - 1; // the bytes of an element are an axis too
        if (rank < 1 || rank != space.Sizes.Length)
            throw reader.Fail($"its chunks have {rank} axes, the dataset has {space.Sizes.Length}");

        var numberSize = isNew ? reader.Byte() : 4;
        if (numberSize is 0 or > 8)
            throw reader.Fail($"its sizes have {numberSize} bytes; 1 to 8 are possible");
        var oldIndex = isNew ? 0 : reader.Offset();
        var sizes = new ulong[rank];
        for (var axis = 0; axis < rank; axis++)
            sizes[axis] = reader.Number(numberSize);
        if (reader.Number(numberSize) != (ulong)elementSize || new Hdf5Space(sizes, sizes, IsNull: false).NumBytes(elementSize) is not (> 0 and var chunkBytes))
            throw reader.Fail($"its chunks of ({string.Join(", ", sizes)}) elements of {elementSize} bytes are not possible");

        var index = new ChunkIndex(file, space, sizes, chunkBytes);
        return new(file, space, elementSize, sizes, isNew ? index.Read(ref reader, flags) : index.ReadBTree1(oldIndex));
    }

    /// <summary>Puts the chunks where they belong.</summary>
    /// <param name="data">The dataset's bytes, filled with what was never written.</param>
    /// <param name="filters">What the chunks went through.</param>
    public byte[] ReadInto(byte[] data, ChunkFilters filters)
    {
        foreach (var chunk in _chunks.Where(IsInside))
        {
            _file.Count(_chunkBytes, "the chunk", chunk.Address);
            CopyRows(filters.Undo(chunk.Address, chunk.Stored, _chunkBytes, chunk.SkippedFilters), data, chunk.Place);
        }

        return data;
    }

    // A dataset that was made smaller leaves chunks behind.
    bool IsInside(Chunk chunk)
    {
        for (var axis = 0; axis < _sizes.Length; axis++)
        {
            if (chunk.Place[axis] > (_space.Sizes[axis] - 1) / _sizes[axis]) // a dataset without elements is never read
                return false;
        }

        return true;
    }

    // Row by row along the last axis; chunks at the edges reach over them.
    void CopyRows(ReadOnlySpan<byte> chunk, byte[] data, ulong[] place)
    {
        var rank = _sizes.Length;
        var rowLength = (int)Math.Min(_sizes[^1], _space.Sizes[^1] - (place[^1] * _sizes[^1])) * _elementSize;
        var at = new ulong[rank]; // within the chunk; the last axis stays 0
        while (true)
        {
            var (from, to, isInside) = (0UL, 0UL, true);
            for (var axis = 0; axis < rank; axis++)
            {
                var global = (place[axis] * _sizes[axis]) + at[axis];
                isInside &= global < _space.Sizes[axis];
                (from, to) = ((from * _sizes[axis]) + at[axis], (to * _space.Sizes[axis]) + global);
            }

            if (isInside)
                chunk.Slice((int)from * _elementSize, rowLength).CopyTo(data.AsSpan((int)to * _elementSize));

            var next = rank - 2;
            while (next >= 0 && ++at[next] == _sizes[next])
                at[next--] = 0;
            if (next < 0)
                return;
        }
    }
}
