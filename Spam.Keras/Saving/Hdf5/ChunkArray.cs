using System.Numerics;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Lists of chunks whose number is fixed, or grows along one axis.</summary>
/// <param name="file">The file.</param>
/// <param name="chunkBytes">How many bytes a chunk has that went through no filter.</param>
/// <param name="add">Takes a chunk: its number, address, stored bytes, skipped filters.</param>
/// <remarks>Source: HDF5 file format specification 3.0, sections VII.C and VII.D.</remarks>
sealed class ChunkArray(Hdf5Bytes file, ulong chunkBytes, Action<ulong, ulong, ulong, uint> add)
{
    const string Fixed = "the fixed array of chunks", Growing = "the extensible array of chunks";
    const int MaxBits = 64;

    int _elementSize, _pageBits, _blockOffsetSize;
    bool _isFiltered;
    ulong _number;

    /// <summary>Reads a list of a fixed number of chunks.</summary>
    public void ReadFixed(ulong address)
    {
        if (address == file.Undefined)
            return;

        var reader = file.Read(address, Fixed);
        reader.Expect("FAHD"u8);
        reader.ExpectVersion(0);
        _isFiltered = reader.Byte() == 1;
        _elementSize = reader.Byte();
        _pageBits = reader.Byte();
        var count = reader.Size();
        var block = reader.Offset();
        reader.ExpectChecksum();
        CheckSizes(Fixed, address);
        if (block == file.Undefined)
            return;

        reader = file.Read(block, Fixed);
        reader.Expect("FADB"u8);
        reader.ExpectVersion(0);
        reader.Skip(1);
        _ = reader.Offset(); // the header
        ReadElements(ref reader, count, hasBitmap: true);
    }

    /// <summary>Reads a list that grows.</summary>
    public void ReadExtensible(ulong address)
    {
        if (address == file.Undefined)
            return;

        var reader = file.Read(address, Growing);
        reader.Expect("EAHD"u8);
        reader.ExpectVersion(0);
        _isFiltered = reader.Byte() == 1;
        _elementSize = reader.Byte();
        var maxBits = reader.Byte();
        var (inIndex, minElements, minPointers) = (reader.Byte(), reader.Byte(), reader.Byte());
        _pageBits = reader.Byte();
        for (var i = 0; i < 4; i++)
            _ = reader.Size(); // numbers and sizes of its blocks
        var count = reader.Size(); // one more than the largest number that was set
        _ = reader.Size();
        var index = reader.Offset();
        reader.ExpectChecksum();
        CheckSizes(Growing, address);
        if (maxBits is 0 or > MaxBits || !BitOperations.IsPow2(minElements) || !BitOperations.IsPow2(minPointers) || BitOperations.Log2(minElements) > maxBits)
            throw file.Fail(Growing, address, $"{maxBits} bits, blocks of {minElements} elements and {minPointers} pointers make no array");

        _blockOffsetSize = (maxBits + 7) / 8;
        if (index != file.Undefined)
            ReadIndex(index, count, inIndex, minElements, minPointers, 1 + maxBits - BitOperations.Log2(minElements));
    }

    void ReadIndex(ulong address, ulong count, int inIndex, ulong minElements, int minPointers, int numSuperBlocks)
    {
        var reader = file.Read(address, Growing);
        reader.Expect("EAIB"u8);
        reader.ExpectVersion(0);
        reader.Skip(1);
        _ = reader.Offset(); // the header
        for (var i = 0; i < inIndex; i++)
            ReadElement(ref reader);

        // The first few super blocks have no block of their own: their data blocks are listed here.
        var listed = 2 * BitOperations.Log2((uint)minPointers);
        for (var super = 0; super < numSuperBlocks && _number < count; super++)
        {
            var (numBlocks, perBlock) = (1UL << (super / 2), minElements << ((super + 1) / 2));
            if (super < listed)
            {
                for (var i = 0UL; i < numBlocks; i++)
                    ReadBlock(reader.Offset(), perBlock);
            }
            else
            {
                ReadSuperBlock(reader.Offset(), numBlocks, perBlock, count);
            }
        }
    }

    void ReadSuperBlock(ulong address, ulong numBlocks, ulong perBlock, ulong count)
    {
        if (address == file.Undefined)
        {
            _number += numBlocks * perBlock;
            return;
        }

        var reader = file.Read(address, Growing);
        reader.Expect("EASB"u8);
        reader.ExpectVersion(0);
        reader.Skip(1);
        _ = reader.Offset(); // the header
        reader.Skip(_blockOffsetSize);
        if (perBlock > PageSize)
            _ = reader.Bytes(numBlocks * (((perBlock / PageSize) + 7) / 8)); // which pages were written
        for (var i = 0UL; i < numBlocks && _number < count; i++)
            ReadBlock(reader.Offset(), perBlock);
    }

    void ReadBlock(ulong address, ulong count)
    {
        if (address == file.Undefined)
        {
            _number += count;
            return;
        }

        var reader = file.Read(address, Growing);
        reader.Expect("EADB"u8);
        reader.ExpectVersion(0);
        reader.Skip(1);
        _ = reader.Offset(); // the header
        reader.Skip(_blockOffsetSize);
        ReadElements(ref reader, count, hasBitmap: false);
    }

    ulong PageSize => 1UL << _pageBits;

    void ReadElements(ref BlockReader reader, ulong count, bool hasBitmap)
    {
        if (count <= PageSize)
        {
            for (var i = 0UL; i < count; i++)
                ReadElement(ref reader);
            reader.ExpectChecksum();
            return;
        }

        var numPages = ((count - 1) / PageSize) + 1;
        var written = hasBitmap ? reader.Bytes((numPages + 7) / 8) : [];
        reader.ExpectChecksum();
        for (var page = 0UL; page < numPages; page++)
        {
            var inPage = Math.Min(PageSize, count - (page * PageSize));
            if (hasBitmap && (written[(int)(page / 8)] & (0x80 >> (int)(page % 8))) == 0)
            {
                _ = reader.Bytes((inPage * (ulong)_elementSize) + sizeof(uint));
                _number += inPage;
                continue;
            }

            for (var i = 0UL; i < inPage; i++)
                ReadElement(ref reader);
            reader.Skip(sizeof(uint)); // the page's checksum
        }
    }

    void ReadElement(ref BlockReader reader)
    {
        var address = reader.Offset();
        var stored = _isFiltered ? reader.Number(_elementSize - file.OffsetSize - sizeof(uint)) : chunkBytes;
        var skipped = _isFiltered ? reader.UInt32() : 0;
        add(_number++, address, stored, skipped);
    }

    void CheckSizes(string what, ulong address)
    {
        var lengthSize = _isFiltered ? _elementSize - file.OffsetSize - sizeof(uint) : 0;
        if (_isFiltered ? lengthSize is < 1 or > 8 : _elementSize != file.OffsetSize)
            throw file.Fail(what, address, $"its elements have {_elementSize} bytes");
        if (_pageBits is 0 or > 32)
            throw file.Fail(what, address, $"its pages have 2^{_pageBits} elements");
    }
}
