using System.Text;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Reads attributes, which stand in the object's header, or where there are many or large ones in a heap.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, sections IV.A.2.m and v.</remarks>
static class AttributeReader
{
    const string What = "the attribute";

    /// <summary>Where each of an object's attributes is, by name.</summary>
    public static Dictionary<string, (ulong Address, ulong Size)> Places(Hdf5Bytes file, ObjectHeader header)
    {
        var places = new Dictionary<string, (ulong, ulong)>(StringComparer.Ordinal);
        foreach (var message in header.All(MessageKind.Attribute))
        {
            _ = header.Open(message, What);
            places[NameAt(file, message.Address, message.Size)] = (message.Address, message.Size);
        }

        if (header.Find(MessageKind.AttributeInfo) is not { } info)
            return places;

        var reader = header.Open(info, "the attribute information");
        reader.ExpectVersion(0);
        if ((reader.Byte() & 1) != 0)
            reader.Skip(2); // the next place in the order of creation
        var (heapAddress, treeAddress) = (reader.Offset(), reader.Offset());
        if (heapAddress == file.Undefined)
            return places;

        var heap = new FractalHeap(file, heapAddress);
        foreach (var record in new BTree2(file, treeAddress, recordKind: 8).Records())
        {
            var id = file.Read(record.Address, record.Size, What);
            var (address, size) = heap.Find(id.Bytes(8));
            places[NameAt(file, address, size)] = (address, size);
        }

        return places;
    }

    /// <summary>Reads the attribute at an address.</summary>
    public static (string Name, Hdf5Array Value) Read(Hdf5File file, ulong address, ulong size)
    {
        var reader = file.Bytes.Read(address, size, What);
        var version = ReadSizes(ref reader, out var nameSize, out var typeSize, out var spaceSize);
        var name = ReadName(ref reader, version, nameSize);
        var type = file.Bytes.Read(reader.Address, typeSize, What);
        var elementType = Hdf5Type.Read(ref type);
        Pass(ref reader, typeSize, version);
        var space = file.Bytes.Read(reader.Address, spaceSize, What);
        var elementSpace = Hdf5Space.Read(ref space, file.Bytes);
        Pass(ref reader, spaceSize, version);

        var shown = $"the attribute {FileText.Show(name)}";
        if (elementSpace.NumBytes(elementType.Size) is not { } numBytes || numBytes > (ulong)reader.Left)
            throw file.Bytes.Fail(shown, address, $"its {elementSpace} elements of {elementType.Size} bytes are more than the {reader.Left} bytes that it has");

        return (name, new(file, shown, elementType, elementSpace, reader.Bytes(numBytes).ToArray()));
    }

    static string NameAt(Hdf5Bytes file, ulong address, ulong size)
    {
        var reader = file.Read(address, size, What);
        var version = ReadSizes(ref reader, out var nameSize, out _, out _);
        return ReadName(ref reader, version, nameSize);
    }

    static int ReadSizes(ref BlockReader reader, out ushort nameSize, out ushort typeSize, out ushort spaceSize)
    {
        var version = reader.Byte();
        if (version is < 1 or > 3)
            throw reader.Fail($"it has version {version}; versions 1 to 3 are read");
        if (reader.Byte() != 0 && version > 1)
            throw reader.Fail("its type or its space is shared with other objects, which is not supported");

        (nameSize, typeSize, spaceSize) = (reader.UInt16(), reader.UInt16(), reader.UInt16());
        if (version == 3)
            reader.Skip(1); // whether the name is ASCII or UTF-8
        return version;
    }

    static string ReadName(ref BlockReader reader, int version, int size)
    {
        var name = Encoding.UTF8.GetString(reader.Bytes((ulong)size).TrimEnd((byte)0));
        if (version == 1)
            reader.Align();
        return name;
    }

    static void Pass(ref BlockReader reader, int size, int version)
    {
        reader.Skip(size);
        if (version == 1)
            reader.Align();
    }
}
