using System.Buffers.Binary;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Reads a block of an HDF5 file from front to back. Nothing is read beyond the block's end.</summary>
ref struct BlockReader(Hdf5Bytes file, ulong address, ReadOnlySpan<byte> bytes, string what)
{
    readonly ReadOnlySpan<byte> _bytes = bytes;
    int _position;

    /// <summary>Where the next byte stands in the file.</summary>
    public readonly ulong Address => address + (ulong)_position;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _bytes.Length - _position;

    /// <summary>One byte.</summary>
    public byte Byte() => Bytes(1)[0];

    /// <summary>A number of two bytes.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2));

    /// <summary>A number of four bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4));

    /// <summary>A number of up to eight bytes.</summary>
    public ulong Number(int size)
    {
        var number = 0UL;
        var digits = Bytes((ulong)size);
        for (var i = size - 1; i >= 0; i--)
            number = (number << 8) | digits[i];
        return number;
    }

    /// <summary>An address.</summary>
    public ulong Offset() => Number(file.OffsetSize);

    /// <summary>A length.</summary>
    public ulong Size() => Number(file.LengthSize);

    /// <summary>Bytes.</summary>
    public ReadOnlySpan<byte> Bytes(ulong count)
    {
        if (count > (ulong)Left)
            throw Fail($"it ends after {_bytes.Length} bytes, in the middle of what it should hold");

        file.Count(count, what, address);
        var slice = _bytes.Slice(_position, (int)count);
        _position += (int)count;
        return slice;
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(int count) => _ = Bytes((ulong)count);

    /// <summary>Passes over what fills up to a multiple of eight, counted from the start of the block; the end may come first.</summary>
    public void Align() => Skip(Math.Min((8 - (_position % 8)) % 8, Left));

    /// <summary>Expects the four letters that a kind of block begins with.</summary>
    public void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Bytes(4).SequenceEqual(signature))
            throw Fail($"it does not begin with {System.Text.Encoding.ASCII.GetString(signature)}");
    }

    /// <summary>Expects a version.</summary>
    public void ExpectVersion(byte expected)
    {
        if (Byte() is var version && version != expected)
            throw Fail($"it has version {version}; version {expected} is read");
    }

    /// <summary>Expects the checksum of all bytes since the beginning of the block.</summary>
    public void ExpectChecksum()
    {
        var computed = Lookup3.Of(_bytes[.._position]);
        if (UInt32() is var stored && stored != computed)
            throw Fail($"its checksum is {computed:x8}, but {stored:x8} is stored; the file is damaged");
    }

    /// <summary>The error for this block.</summary>
    public readonly KerasException Fail(string reason) => file.Fail(what, address, reason);
}
