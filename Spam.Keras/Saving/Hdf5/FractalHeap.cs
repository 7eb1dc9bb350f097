using System.Numerics;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>A heap of objects of any size, where newer files keep many links and attributes.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, section III.G.</remarks>
sealed class FractalHeap
{
    const string What = "the fractal heap";
    const int MaxDepth = 16;

    readonly Hdf5Bytes _file;
    readonly ulong _address, _startSize, _maxDirectSize, _root, _hugeTree;
    readonly int _idSize, _offsetSize, _lengthSize, _width, _rootRows, _directRows;
    Dictionary<ulong, (ulong Address, ulong Size)>? _huge;

    /// <summary>Reads the heap's header.</summary>
    public FractalHeap(Hdf5Bytes file, ulong address)
    {
        _file = file;
        _address = address;
        var reader = file.Read(address, What);
        reader.Expect("FRHP"u8);
        reader.ExpectVersion(0);
        _idSize = reader.UInt16();
        if (reader.UInt16() != 0)
            throw file.Fail(What, address, "its blocks went through filters, which is not supported");
        reader.Skip(1); // flags: whether direct blocks have checksums
        var maxManaged = reader.UInt32();
        _ = reader.Size(); // the next huge object's key
        _hugeTree = reader.Offset();
        _ = reader.Size(); // free space, and who keeps account of it
        _ = reader.Offset();
        for (var i = 0; i < 8; i++)
            _ = reader.Size(); // sizes and numbers of objects
        _width = reader.UInt16();
        _startSize = reader.Size();
        _maxDirectSize = reader.Size();
        var heapBits = reader.UInt16();
        reader.Skip(2); // rows at the start
        _root = reader.Offset();
        _rootRows = reader.UInt16();
        reader.ExpectChecksum();
        if (_width == 0 || !BitOperations.IsPow2(_startSize) || !BitOperations.IsPow2(_maxDirectSize) || _maxDirectSize < _startSize || heapBits is 0 or > 64)
            throw file.Fail(What, address, $"its blocks of {_startSize} to {_maxDirectSize} bytes, {_width} in a row, {heapBits} bits, make no heap");

        _offsetSize = (heapBits + 7) / 8;
        _lengthSize = Math.Min((BitOperations.Log2(_maxDirectSize) + 7) / 8, BTree2.NumBytes(maxManaged));
        _directRows = BitOperations.Log2(_maxDirectSize) - BitOperations.Log2(_startSize) + 2;
    }

    /// <summary>Where the object of an ID is.</summary>
    public (ulong Address, ulong Size) Find(ReadOnlySpan<byte> id)
    {
        if (id.Length < _idSize || id.IsEmpty || id[0] >> 6 != 0)
            throw _file.Fail(What, _address, "an object is asked for by an ID that is none of this heap's");

        return ((id[0] >> 4) & 3) switch
        {
            0 when id.Length > _offsetSize + _lengthSize => Managed(Number(id.Slice(1, _offsetSize)), Number(id.Slice(1 + _offsetSize, _lengthSize))),
            1 => Huge(id),
            _ => throw _file.Fail(What, _address, $"an object of the kind {(id[0] >> 4) & 3} is asked for; objects in blocks and huge ones are read"),
        };
    }

    static ulong Number(ReadOnlySpan<byte> digits)
    {
        var number = 0UL;
        for (var i = digits.Length - 1; i >= 0; i--)
            number = (number << 8) | digits[i];
        return number;
    }

    (ulong Address, ulong Size) Managed(ulong offset, ulong size)
    {
        if (_rootRows == 0)
            return InBlock(_root, _startSize, offset, size);

        var (address, rows) = (_root, _rootRows);
        for (var depth = 0; depth < MaxDepth; depth++)
        {
            var (row, column, start, blockSize) = Place(offset, rows);
            var child = Child(address, row, column, rows);
            if (row < _directRows)
                return InBlock(child, blockSize, offset - start, size);

            // Indirect blocks below have as many rows as their share of the heap needs.
            (address, rows, offset) = (child, BitOperations.Log2(blockSize) - BitOperations.Log2(_startSize * (ulong)_width) + 1, offset - start);
        }

        throw _file.Fail(What, _address, $"its blocks nest deeper than {MaxDepth} levels");
    }

    (int Row, int Column, ulong Start, ulong BlockSize) Place(ulong offset, int rows)
    {
        var start = 0UL;
        for (var row = 0; row < Math.Min(rows, 64); row++)
        {
            var blockSize = row < 2 ? _startSize : _startSize << (row - 1);
            var rowSize = blockSize * (ulong)_width;
            if (rowSize / (ulong)_width != blockSize || blockSize == 0)
                break;
            if (offset - start < rowSize)
                return (row, (int)((offset - start) / blockSize), start + ((offset - start) / blockSize * blockSize), blockSize);
            start += rowSize;
        }

        throw _file.Fail(What, _address, $"an object is asked for at {offset}, beyond its blocks");
    }

    ulong Child(ulong address, int row, int column, int rows)
    {
        var reader = _file.Read(address, What);
        reader.Expect("FHIB"u8);
        reader.ExpectVersion(0);
        _ = reader.Offset(); // the heap
        reader.Skip(_offsetSize); // the block's place in it
        var place = (row * _width) + column;
        if (row >= rows)
            throw _file.Fail(What, address, $"row {row} is asked for of a block with {rows}");
        for (var i = 0; i < place; i++)
            _ = reader.Offset();
        return reader.Offset();
    }

    (ulong, ulong) InBlock(ulong address, ulong blockSize, ulong offset, ulong size)
    {
        if (address == _file.Undefined || offset > blockSize || size > blockSize - offset)
            throw _file.Fail(What, _address, $"an object of {size} bytes is asked for at {offset} of a block of {blockSize}");

        _file.Read(address, What).Expect("FHDB"u8);
        return (address + offset, size);
    }

    (ulong, ulong) Huge(ReadOnlySpan<byte> id)
    {
        if (_idSize > _file.OffsetSize + _file.LengthSize)
            return (Number(id.Slice(1, _file.OffsetSize)), Number(id.Slice(1 + _file.OffsetSize, _file.LengthSize)));

        if (_huge is null)
        {
            _huge = [];
            foreach (var (address, size) in new BTree2(_file, _hugeTree, recordKind: 1).Records())
            {
                var reader = _file.Read(address, size, What);
                var place = (reader.Offset(), reader.Size());
                _huge[reader.Size()] = place;
            }
        }

        var key = Number(id.Slice(1, Math.Min(_file.LengthSize, _idSize - 1)));
        return _huge.TryGetValue(key, out var found)
            ? found
            : throw _file.Fail(What, _address, $"the huge object {key} is asked for, and there is none of that key");
    }
}
