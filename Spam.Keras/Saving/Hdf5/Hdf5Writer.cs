using System.Buffers.Binary;
using System.Text;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Writes HDF5 files in the oldest form, which everything reads: superblock 0, symbol tables, contiguous data.</summary>
/// <remarks>
/// The number of names in a symbol node is a choice of the file: it is chosen so large that each group needs one node and no tree. Numbers are not
/// copied on their way to the stream.<br/>
/// Source: HDF5 file format specification 3.0, sections II.A, III.A to III.E and IV.
/// </remarks>
sealed class Hdf5Writer
{
    const ulong Undefined = ulong.MaxValue;
    const int SuperblockSize = 96, TreeSize = 24 + (33 * 8) + (32 * 8), MinCollection = 4096;

    readonly Hdf5Blocks _blocks = new(SuperblockSize);
    readonly Dictionary<string, (ulong Collection, uint Number)> _texts = new(StringComparer.Ordinal);
    readonly int _leafK;

    Hdf5Writer(GroupContent root) => _leafK = Math.Max(4, (MostChildren(root) + 1) / 2);

    /// <summary>Writes a file.</summary>
    /// <param name="root">What it holds.</param>
    /// <param name="stream">Where to write, from the stream's place on.</param>
    public static void Write(GroupContent root, Stream stream)
    {
        var writer = new Hdf5Writer(root);
        writer.AddTexts(root);
        var place = writer.AddGroup(root);
        stream.Write(writer.Superblock(place));
        writer._blocks.CopyTo(stream);
    }

    static int MostChildren(GroupContent group)
        => Math.Max(group.Children.Count, group.Children.Values.OfType<GroupContent>().Select(MostChildren).DefaultIfEmpty(0).Max());

    byte[] Superblock((ulong Header, ulong Tree, ulong Heap) root)
    {
        var block = new BlockWriter();
        block.Bytes([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
        block.Bytes([0, 0, 0, 0, 0, 8, 8, 0]); // versions; addresses and lengths of 8 bytes
        block.UInt16(_leafK);
        block.UInt16(16); // half of the children of a tree's node
        block.UInt32(0);
        block.UInt64(0, Undefined, _blocks.End, Undefined); // base, free space, end of file, driver
        block.UInt64(0, root.Header);
        block.UInt32(1); // the next two are the group's tree and heap
        block.UInt32(0);
        block.UInt64(root.Tree, root.Heap);
        return block.ToArray();
    }

    // Short texts share collections of the usual size; a long one has a collection of its own. So neither number nor length has a limit.
    void AddTexts(GroupContent root)
    {
        List<(string Text, byte[] Bytes)> together = [];
        var taken = 0;
        foreach (var text in Texts(root).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            if (together.Count > 0 && taken + ObjectSize(bytes) + 32 > MinCollection)
            {
                AddCollection(together);
                (together, taken) = ([], 0);
            }

            together.Add((text, bytes));
            taken += ObjectSize(bytes);
        }

        if (together.Count > 0)
            AddCollection(together);
    }

    static IEnumerable<string> Texts(GroupContent group)
        => group.Attributes.Select(attribute => attribute.Value).OfType<string>().Concat(group.Children.Values.OfType<GroupContent>().SelectMany(Texts));

    static int ObjectSize(byte[] bytes) => 16 + BlockWriter.RoundUp(bytes.Length);

    void AddCollection(List<(string Text, byte[] Bytes)> texts)
    {
        var taken = 16 + texts.Sum(text => ObjectSize(text.Bytes));
        var size = Math.Max(MinCollection, taken + 16);
        var block = new BlockWriter();
        block.Bytes("GCOL"u8);
        block.Bytes([1, 0, 0, 0]);
        block.UInt64((ulong)size);
        for (var i = 0; i < texts.Count; i++)
        {
            block.UInt16(i + 1); // the object's number
            block.Zeros(6);
            block.UInt64((ulong)texts[i].Bytes.Length);
            block.Bytes(texts[i].Bytes);
            block.Align();
        }

        block.Zeros(8); // the object 0 is free space
        block.UInt64((ulong)(size - taken));
        block.Zeros(size - block.Length);
        var address = _blocks.Add(block.ToArray());
        for (var i = 0; i < texts.Count; i++)
            _texts[texts[i].Text] = (address, (uint)i + 1);
    }

    (ulong Header, ulong Tree, ulong Heap) AddGroup(GroupContent group)
    {
        List<(ulong Name, ulong Header, ulong Tree, ulong Heap)> entries = [];
        var names = new BlockWriter();
        names.Zeros(8);
        foreach (var (name, child) in group.Children)
        {
            var nameAt = (ulong)names.Length;
            names.Bytes(Encoding.UTF8.GetBytes(name));
            names.Zeros(1);
            names.Align();
            var (header, tree, heap) = child is GroupContent inner ? AddGroup(inner) : (AddDataset((DatasetContent)child), 0, 0);
            entries.Add((nameAt, header, tree, heap));
        }

        var segment = _blocks.Add(names.ToArray());
        var heapBlock = new BlockWriter();
        heapBlock.Bytes("HEAP"u8);
        heapBlock.Zeros(4);
        heapBlock.UInt64((ulong)names.Length, 1, segment); // 1: no free space
        var heapAt = _blocks.Add(heapBlock.ToArray());
        var treeAt = AddTree(entries);

        var messages = new HeaderMessages();
        var place = new BlockWriter();
        place.UInt64(treeAt, heapAt);
        messages.Add(MessageKind.SymbolTable, 0, place);
        foreach (var (name, value) in group.Attributes)
            messages.Add(MessageKind.Attribute, 0, Attribute(name, value));
        return (_blocks.Add(messages.ToHeader()), treeAt, heapAt);
    }

    ulong AddTree(List<(ulong Name, ulong Header, ulong Tree, ulong Heap)> entries)
    {
        var tree = new BlockWriter();
        tree.Bytes("TREE"u8);
        tree.Zeros(2); // of groups, lowest level
        tree.UInt16(entries.Count > 0 ? 1 : 0);
        tree.UInt64(Undefined, Undefined); // no neighbours
        if (entries.Count > 0)
        {
            var node = new BlockWriter();
            node.Bytes("SNOD"u8);
            node.Bytes([1, 0]);
            node.UInt16(entries.Count);
            foreach (var entry in entries)
            {
                node.UInt64(entry.Name, entry.Header);
                node.UInt32(entry.Tree == 0 ? 0u : 1u);
                node.UInt32(0);
                node.UInt64(entry.Tree, entry.Heap);
            }

            node.Zeros(8 + (2 * _leafK * 40) - node.Length);
            tree.UInt64(0, _blocks.Add(node.ToArray()), entries[^1].Name);
        }

        tree.Zeros(TreeSize - tree.Length);
        return _blocks.Add(tree.ToArray());
    }

    ulong AddDataset(DatasetContent dataset)
    {
        var data = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(data, dataset.Whole);
        var isEmpty = dataset.Numbers is { Length: 0 };
        var address = isEmpty ? Undefined : dataset.Numbers is { } numbers ? _blocks.Add(numbers) : _blocks.Add(data);
        var messages = new HeaderMessages();
        messages.Add(MessageKind.Space, 0, TypeBlocks.Space(dataset.Numbers?.Shape ?? new()));
        messages.Add(MessageKind.Type, 1, dataset.Numbers is null ? TypeBlocks.Int64() : TypeBlocks.Float32());
        var fill = new BlockWriter();
        fill.Bytes([2, 2, 2, 0]); // version 2, room is made late, written if set, not set
        messages.Add(MessageKind.FillValue, 1, fill);
        var layout = new BlockWriter();
        layout.Bytes([3, 1]); // version 3, contiguous
        layout.UInt64(address, (ulong)(dataset.Numbers is { } tensor ? (long)tensor.Length * sizeof(float) : data.Length));
        messages.Add(MessageKind.Layout, 0, layout);
        return _blocks.Add(messages.ToHeader());
    }

    BlockWriter Attribute(string name, object value)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name + '\0');
        var data = new BlockWriter();
        BlockWriter type, space;
        if (value is string text)
        {
            (type, space) = (TypeBlocks.Text(), TypeBlocks.Space(new()));
            data.UInt32((uint)Encoding.UTF8.GetByteCount(text));
            var (collection, number) = text.Length == 0 ? default : _texts[text];
            data.UInt64(collection);
            data.UInt32(number);
        }
        else
        {
            var texts = Array.ConvertAll((string[])value, Encoding.UTF8.GetBytes);
            var width = texts.Select(bytes => bytes.Length).DefaultIfEmpty(1).Max();
            (type, space) = (texts.Length == 0 ? TypeBlocks.Float64() : TypeBlocks.FixedText(Math.Max(1, width)), TypeBlocks.Space(new(texts.Length)));
            foreach (var bytes in texts)
            {
                data.Bytes(bytes);
                data.Zeros(Math.Max(1, width) - bytes.Length);
            }
        }

        var block = new BlockWriter();
        block.Bytes([1, 0]);
        block.UInt16(nameBytes.Length);
        block.UInt16(type.Length);
        block.UInt16(space.Length);
        foreach (var part in (ReadOnlySpan<byte[]>)[nameBytes, type.ToArray(), space.ToArray()])
        {
            block.Bytes(part);
            block.Align();
        }

        block.Bytes(data.ToArray());
        return block;
    }
}
