using System.Buffers.Binary;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>The collections that texts of any length stand in.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, section III.E.</remarks>
sealed class GlobalHeap(Hdf5Bytes file)
{
    const string What = "the global heap";

    readonly Dictionary<ulong, Dictionary<int, (ulong Address, ulong Size)>> _collections = [];

    /// <summary>The text that an element points to: its length, the collection's address, and a number in it.</summary>
    public ReadOnlySpan<byte> Find(ReadOnlySpan<byte> element, string name)
    {
        if (element.Length != 4 + file.OffsetSize + 4)
            throw new KerasException($"{file.Source}: {name} has text elements of {element.Length} bytes; {8 + file.OffsetSize} are expected.");

        var length = BinaryPrimitives.ReadUInt32LittleEndian(element);
        if (length == 0)
            return [];

        var address = 0UL;
        for (var i = file.OffsetSize - 1; i >= 0; i--)
            address = (address << 8) | element[4 + i];
        var number = BinaryPrimitives.ReadUInt32LittleEndian(element[(4 + file.OffsetSize)..]);
        if (!_collections.TryGetValue(address, out var objects))
            _collections[address] = objects = ReadCollection(address);
        if (number > int.MaxValue || !objects.TryGetValue((int)number, out var place) || place.Size < length)
            throw file.Fail(What, address, $"{name} asks for {length} bytes of the object {number}, which is not there or shorter");

        return file.Take(place.Address, length, What);
    }

    Dictionary<int, (ulong, ulong)> ReadCollection(ulong address)
    {
        var header = file.Read(address, What);
        header.Expect("GCOL"u8);
        header.ExpectVersion(1);
        header.Skip(3);
        var size = header.Size();
        var start = header.Address;
        if (size < start - address)
            throw file.Fail(What, address, $"it claims {size} bytes, less than its own header");

        Dictionary<int, (ulong, ulong)> objects = [];
        var end = address + size;
        _ = file.Read(address, size, What); // it lies in the file
        for (var position = start; end - position >= 16;)
        {
            var reader = file.Read(position, 16, What);
            var number = reader.UInt16();
            reader.Skip(6); // how many point to it
            var length = reader.Size();
            if (number == 0)
                break; // free space up to the end

            var data = position + 8 + (ulong)file.LengthSize;
            if (data > end || length > end - data)
                throw file.Fail(What, address, $"its object {number} claims {length} bytes, more than the collection holds");
            objects[number] = (data, length);
            position = Math.Min(end, data + ((length + 7) & ~7UL));
        }

        return objects;
    }
}
