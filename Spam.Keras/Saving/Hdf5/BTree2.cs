using System.Numerics;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>A B-tree of version 2: an ordered list of records of one size.</summary>
/// <remarks>Source: HDF5 file format specification 3.0, section III.A.2.</remarks>
sealed class BTree2
{
    const string What = "the version 2 B-tree";
    const int Overhead = 10; // signature, version, kind, checksum
    const int MaxDepth = 16;

    readonly Hdf5Bytes _file;
    readonly int _kind, _recordSize, _depth, _countSize;
    readonly int[] _totalSizes; // of a child's number of records with all below it, by the child's level
    readonly ulong _root;
    readonly int _rootCount;
    readonly HashSet<ulong> _visited = [];

    /// <summary>Reads the tree's header.</summary>
    /// <param name="file">The file.</param>
    /// <param name="address">Where the header is.</param>
    /// <param name="recordKind">What the records are of, by HDF5's number.</param>
    public BTree2(Hdf5Bytes file, ulong address, int recordKind)
    {
        _file = file;
        var reader = file.Read(address, What);
        reader.Expect("BTHD"u8);
        reader.ExpectVersion(0);
        _kind = reader.Byte();
        var nodeSize = reader.UInt32();
        _recordSize = reader.UInt16();
        _depth = reader.UInt16();
        reader.Skip(2); // when nodes are split and merged
        _root = reader.Offset();
        _rootCount = reader.UInt16();
        _ = reader.Size(); // the number of all records
        reader.ExpectChecksum();
        if (_kind != recordKind || _recordSize == 0 || _depth > MaxDepth || nodeSize < Overhead + _recordSize)
        {
            throw file.Fail(What, address,
                $"its records are of the kind {_kind} with {_recordSize} bytes, its nodes of {nodeSize} bytes on {_depth} levels; the kind {recordKind} is expected");
        }

        var maxRecords = (nodeSize - Overhead) / (ulong)_recordSize;
        _countSize = NumBytes(maxRecords);
        _totalSizes = new int[_depth + 1];
        UInt128 total = maxRecords;
        for (var level = 1; level <= _depth; level++)
        {
            var pointerSize = (ulong)(file.OffsetSize + _countSize + _totalSizes[level - 1]);
            var perNode = nodeSize < Overhead + pointerSize ? 0 : (nodeSize - Overhead - pointerSize) / ((ulong)_recordSize + pointerSize);
            total = UInt128.Min(((perNode + 1) * total) + perNode, ulong.MaxValue);
            _totalSizes[level] = NumBytes((ulong)total);
        }
    }

    /// <summary>Where the records are, in order.</summary>
    public IEnumerable<(ulong Address, ulong Size)> Records()
        => _root == _file.Undefined || _rootCount == 0 ? [] : Node(_root, _rootCount, _depth);

    /// <summary>How many bytes a number up to <paramref name="largest"/> takes.</summary>
    public static int NumBytes(ulong largest) => (BitOperations.Log2(Math.Max(1, largest)) / 8) + 1;

    List<(ulong, ulong)> Node(ulong address, int count, int level)
    {
        if (!_visited.Add(address))
            throw _file.Fail(What, address, "it leads to itself");

        List<(ulong, ulong)> own = [];
        List<(ulong Address, int Count)> children = [];
        var reader = _file.Read(address, What);
        reader.Expect(level == 0 ? "BTLF"u8 : "BTIN"u8);
        reader.ExpectVersion(0);
        if (reader.Byte() != _kind)
            throw _file.Fail(What, address, "a node holds records of another kind");

        for (var i = 0; i < count; i++)
        {
            own.Add((reader.Address, (ulong)_recordSize));
            reader.Skip(_recordSize);
        }

        for (var i = 0; level > 0 && i <= count; i++)
        {
            children.Add((reader.Offset(), (int)Math.Min(reader.Number(_countSize), int.MaxValue)));
            if (level > 1)
                reader.Skip(_totalSizes[level - 1]);
        }

        reader.ExpectChecksum();
        if (level == 0)
            return own;

        List<(ulong, ulong)> all = [];
        for (var i = 0; i < children.Count; i++)
        {
            all.AddRange(Node(children[i].Address, children[i].Count, level - 1));
            if (i < own.Count)
                all.Add(own[i]);
        }

        return all;
    }
}
