namespace Spam.Keras.Saving.Hdf5;

/// <summary>An HDF5 file, for reading.</summary>
/// <remarks>
/// What Keras writes and more: every layout that HDF5 1.14 writes but virtual and external data, shared messages and compound types. The whole file
/// is in memory, and nothing is taken from outside it.<br/>
/// Source: HDF5 file format specification 3.0.
/// </remarks>
sealed class Hdf5File
{
    const string What = "the superblock";
    const int MaxSoftLinks = 16;

    readonly GlobalHeap _heap;
    readonly Dictionary<ulong, Hdf5Object> _objects = [];

    Hdf5File(byte[] bytes, string source)
    {
        Bytes = new(bytes, source);
        _heap = new(Bytes);
        var root = ReadSuperblock(bytes);
        Root = ObjectAt(root) as Hdf5Group ?? throw Bytes.Fail("the root", root, "it is a dataset; a group is expected");
    }

    /// <summary>The file, for messages.</summary>
    public string Source => Bytes.Source;

    /// <summary>The group that all others are in.</summary>
    public Hdf5Group Root { get; }

    /// <summary>The file's bytes.</summary>
    public Hdf5Bytes Bytes { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="KerasException">It is no HDF5 file, cut or damaged.</exception>
    public static Hdf5File Open(string path) => new(FileBytes.Read(path), path);

    /// <summary>Opens a file that is in memory.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="source">Where they are from, for messages.</param>
    /// <exception cref="KerasException">They are no HDF5 file, cut or damaged.</exception>
    public static Hdf5File Read(byte[] bytes, string source) => new(bytes, source);

    /// <summary>The bytes that a text element points to.</summary>
    internal ReadOnlySpan<byte> Heap(ReadOnlySpan<byte> element, string name) => _heap.Find(element, name);

    /// <summary>The object with its header at an address; the same one each time.</summary>
    internal Hdf5Object ObjectAt(ulong address)
    {
        if (!_objects.TryGetValue(address, out var known))
        {
            var header = new ObjectHeader(Bytes, address);
            _objects[address] = known = header.Find(MessageKind.Layout) is null ? new Hdf5Group(this, header) : new Hdf5Dataset(this, header);
        }

        return known;
    }

    /// <summary>The object that a link leads to; null where a soft link leads nowhere.</summary>
    internal Hdf5Object? Follow(Hdf5Group from, Hdf5Link link, int depth)
    {
        if (link.IsExternal)
            throw new KerasException($"{Source}: {FileText.Show(link.Name)} is a link to another file, which is never opened. Copy the data into one file.");
        if (link.Path is null)
            return ObjectAt(link.Address);
        if (depth >= MaxSoftLinks)
            throw new KerasException($"{Source}: the soft link {FileText.Show(link.Name)} leads over more than {MaxSoftLinks} others, or in a circle.");

        return (link.Path.StartsWith('/') ? Root : from).Find(link.Path, depth + 1);
    }

    ulong ReadSuperblock(byte[] bytes)
    {
        var start = FindSignature(bytes);
        Bytes.Base = start;
        var reader = Bytes.Read(0, What);
        reader.Skip(8);
        var version = reader.Byte();
        if (version > 3)
            throw Bytes.Fail(What, 0, $"it has version {version}; versions 0 to 3 are read");

        if (version < 2)
            reader.Skip(4);
        (Bytes.OffsetSize, Bytes.LengthSize) = (reader.Byte(), reader.Byte());
        if (Bytes.OffsetSize is not (4 or 8) || Bytes.LengthSize is not (4 or 8))
            throw Bytes.Fail(What, 0, $"addresses have {Bytes.OffsetSize} bytes and lengths {Bytes.LengthSize}; 4 and 8 are read");

        reader.Skip(version < 2 ? 1 + 2 : 1);
        if (version < 2)
        {
            Bytes.MaxGroupEntries = 2 * reader.UInt16();
            reader.Skip(4);
        }

        if (version == 1)
            reader.Skip(4);
        _ = reader.Offset(); // where address 0 is; a file may have moved behind a user block since
        _ = reader.Offset();
        var end = reader.Offset();
        if (end > (ulong)bytes.Length)
            throw Bytes.Fail(What, 0, $"it says that the file ends at {end}, but there are {bytes.Length} bytes; the file is cut");

        _ = reader.Offset(); // the driver's block, or before version 2 the name of the root
        if (version >= 2)
        {
            var root = Bytes.Read(reader.Address - (ulong)Bytes.OffsetSize, What).Offset();
            reader.ExpectChecksum();
            return root;
        }

        _ = reader.Offset();
        return reader.Offset();
    }

    int FindSignature(byte[] bytes)
    {
        for (var start = 0L; start + 8 <= bytes.Length; start = start == 0 ? 512 : start * 2)
        {
            if (IsAt(bytes.AsSpan((int)start)))
                return (int)start;
        }

        throw new KerasException($"{Source} is no HDF5 file: its signature is missing.");
    }

    /// <summary>Whether bytes begin as an HDF5 file does.</summary>
    public static bool IsAt(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]);
}
