namespace Spam.Keras.Saving.Hdf5;

/// <summary>Nodes of B-trees of version 1, which list the names of a group or the chunks of a dataset.</summary>
/// <param name="file">The file.</param>
/// <param name="kind">0 for names, 1 for chunks.</param>
/// <param name="what">What the tree is of, for messages.</param>
/// <param name="maxEntries">How many entries a node holds.</param>
/// <remarks>Source: HDF5 file format specification 3.0, section III.A.1.</remarks>
sealed class BTree1(Hdf5Bytes file, byte kind, string what, int maxEntries)
{
    const int MaxLevel = 16;

    readonly HashSet<ulong> _visited = [];

    /// <summary>Opens a node and reads up to its entries.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="expected">Its level, or null for the root's, which is whatever it says.</param>
    /// <param name="level">Its level; 0 where the entries lead to no further nodes.</param>
    /// <param name="count">How many entries it has.</param>
    /// <exception cref="KerasException">It is no such node, or was opened before.</exception>
    public BlockReader Open(ulong address, int? expected, out int level, out int count)
    {
        if (!_visited.Add(address))
            throw file.Fail(what, address, "it leads to itself");

        var reader = file.Read(address, what);
        reader.Expect("TREE"u8);
        var came = reader.Byte();
        level = reader.Byte();
        count = reader.UInt16();
        if (came != kind || level > MaxLevel || (expected is { } wanted && level != wanted))
            throw file.Fail(what, address, $"it is of the kind {came} and the level {level}; the kind {kind}{(expected is null ? "" : $" and the level {expected}")} is expected");
        if (count > maxEntries)
            throw file.Fail(what, address, $"it claims {count} entries, but a node of this file holds {maxEntries}");

        _ = reader.Offset(); // its neighbours
        _ = reader.Offset();
        return reader;
    }
}
