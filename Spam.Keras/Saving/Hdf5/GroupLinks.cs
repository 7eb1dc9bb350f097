using System.Text;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Reads the links of a group, wherever they are: in a symbol table, in the header, or in a heap.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, sections III.A.1, III.B to III.D and IV.A.2.c, g, r.</remarks>
static class GroupLinks
{
    const int MaxNameLength = 64 << 10;

    /// <summary>The links of the group with this header.</summary>
    public static List<Hdf5Link> Read(Hdf5Bytes file, ObjectHeader header)
    {
        List<Hdf5Link> links = [];
        if (header.Find(MessageKind.SymbolTable) is { } table)
        {
            var reader = header.Open(table, "the symbol table's place");
            new SymbolTable(file, links).Read(reader.Offset(), reader.Offset());
        }

        foreach (var message in header.All(MessageKind.Link))
        {
            var reader = header.Open(message, "the link");
            links.Add(ReadLink(ref reader));
        }

        if (header.Find(MessageKind.LinkInfo) is { } info)
        {
            var reader = header.Open(info, "the link information");
            reader.ExpectVersion(0);
            if ((reader.Byte() & 1) != 0)
                reader.Skip(8); // the next place in the order of creation
            var (heapAddress, treeAddress) = (reader.Offset(), reader.Offset());
            if (heapAddress != file.Undefined)
                ReadDense(file, heapAddress, treeAddress, links);
        }

        return links;
    }

    static void ReadDense(Hdf5Bytes file, ulong heapAddress, ulong treeAddress, List<Hdf5Link> links)
    {
        var heap = new FractalHeap(file, heapAddress);
        foreach (var record in new BTree2(file, treeAddress, recordKind: 5).Records())
        {
            var id = file.Read(record.Address, record.Size, "the link's record");
            id.Skip(4); // the name's hash
            var (address, size) = heap.Find(id.Bytes((ulong)id.Left));
            var reader = file.Read(address, size, "the link");
            links.Add(ReadLink(ref reader));
        }
    }

    static Hdf5Link ReadLink(ref BlockReader reader)
    {
        reader.ExpectVersion(1);
        var flags = reader.Byte();
        var kind = (flags & 0x08) != 0 ? reader.Byte() : (byte)0;
        if ((flags & 0x04) != 0)
            reader.Skip(8); // its place in the order of creation
        if ((flags & 0x10) != 0)
            reader.Skip(1); // whether the name is ASCII or UTF-8
        var length = reader.Number(1 << (flags & 3));
        if (length > MaxNameLength)
            throw reader.Fail($"its name has {length} bytes; at most {MaxNameLength} are read");

        var name = Encoding.UTF8.GetString(reader.Bytes(length));
        return kind switch
        {
            0 => new(name, reader.Offset()),
            1 => new(name, 0, Path: Encoding.UTF8.GetString(reader.Bytes(reader.UInt16()))),
            64 => new(name, 0, IsExternal: true),
            _ => throw reader.Fail($"it is of the kind {kind}; hard and soft links are followed"),
        };
    }
}
