using System.Text;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Reads a group's links from a B-tree of version 1 with a heap of names, as Keras's files have them.</summary>
/// <param name="file">The file.</param>
/// <param name="links">Where the links go.</param>
sealed class SymbolTable(Hdf5Bytes file, List<Hdf5Link> links)
{
    const string Leaf = "the symbol node", Names = "the heap of names";

    readonly BTree1 _tree = new(file, kind: 0, "the B-tree of a group", file.MaxGroupEntries);
    readonly HashSet<ulong> _visited = [];

    /// <summary>Reads the table.</summary>
    /// <param name="tree">The B-tree's address.</param>
    /// <param name="heap">The heap's address.</param>
    public void Read(ulong tree, ulong heap)
    {
        var reader = file.Read(heap, Names);
        reader.Expect("HEAP"u8);
        reader.ExpectVersion(0);
        reader.Skip(3);
        var size = reader.Size();
        _ = reader.Size(); // the free space
        ReadTree(tree, level: null, reader.Offset(), size);
    }

    void ReadTree(ulong address, int? level, ulong names, ulong namesSize)
    {
        var reader = _tree.Open(address, level, out var came, out var count);
        for (var i = 0; i < count; i++)
        {
            _ = reader.Size(); // the key
            var child = reader.Offset();
            if (came == 0)
                ReadLeaf(child, names, namesSize);
            else
                ReadTree(child, came - 1, names, namesSize);
        }
    }

    void ReadLeaf(ulong address, ulong names, ulong namesSize)
    {
        if (!_visited.Add(address))
            throw file.Fail(Leaf, address, "two entries of the B-tree lead to it");

        var reader = file.Read(address, Leaf);
        reader.Expect("SNOD"u8);
        reader.ExpectVersion(1);
        reader.Skip(1);
        for (var count = reader.UInt16(); count > 0; count--)
        {
            var name = NameAt(reader.Offset(), names, namesSize);
            var header = reader.Offset();
            var cache = reader.UInt32();
            reader.Skip(4);
            var scratch = file.Read(reader.Address, 16, Leaf);
            reader.Skip(16);
            links.Add(cache == 2 ? new(name, 0, Path: NameAt(scratch.UInt32(), names, namesSize)) : new(name, header));
        }
    }

    string NameAt(ulong offset, ulong names, ulong namesSize)
    {
        if (offset >= namesSize)
            throw file.Fail(Names, names, $"a name at {offset} is asked for, but the heap has {namesSize} bytes");

        var reader = file.Read(names + offset, namesSize - offset, Names);
        List<byte> name = [];
        for (var letter = reader.Byte(); letter != 0; letter = reader.Byte())
            name.Add(letter);
        return Encoding.UTF8.GetString([.. name]);
    }
}
