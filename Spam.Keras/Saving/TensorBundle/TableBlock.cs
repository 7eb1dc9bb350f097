using System.Buffers.Binary;

namespace Spam.Keras.Saving.TensorBundle;

/// <summary>One block of a LevelDB table: sorted entries whose keys leave out what they share with the key before.</summary>
/// <remarks>
/// An entry is varint shared, varint rest, varint value length, the key's rest, the value. After the entries: the offsets of those written with
/// their whole key (every 16th), and their number, u32 each.<br/>
/// Source: LevelDB, doc/table_format.md.
/// </remarks>
sealed class TableBlock
{
    const int RestartInterval = 16;

    readonly List<byte> _bytes = [];
    readonly List<int> _restarts = [];
    byte[] _lastKey = [];
    int _numEntries;

    /// <summary>How many bytes the entries take so far.</summary>
    public int Size => _bytes.Count;

    /// <summary>Whether there are no entries.</summary>
    public bool IsEmpty => _numEntries == 0;

    /// <summary>The key added last.</summary>
    public byte[] LastKey => _lastKey;

    /// <summary>Appends an entry; its key is above all before.</summary>
    public void Add(byte[] key, ReadOnlySpan<byte> value)
    {
        var shared = 0;
        if (_numEntries % RestartInterval == 0)
            _restarts.Add(_bytes.Count);
        else
            shared = key.AsSpan().CommonPrefixLength(_lastKey);

        Varint.Write(_bytes, (ulong)shared);
        Varint.Write(_bytes, (ulong)(key.Length - shared));
        Varint.Write(_bytes, (ulong)value.Length);
        _bytes.AddRange(key.AsSpan(shared));
        _bytes.AddRange(value);
        _lastKey = key;
        _numEntries++;
    }

    /// <summary>The block's bytes, without the trailer that a table adds.</summary>
    public byte[] ToArray()
    {
        if (_restarts.Count == 0)
            _restarts.Add(0); // readers want one even in an empty block

        var bytes = new byte[_bytes.Count + (_restarts.Count + 1) * sizeof(uint)];
        _bytes.CopyTo(bytes);
        var tail = bytes.AsSpan(_bytes.Count);
        for (var i = 0; i < _restarts.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(tail[(i * sizeof(uint))..], _restarts[i]);

        BinaryPrimitives.WriteInt32LittleEndian(tail[^sizeof(uint)..], _restarts.Count);
        return bytes;
    }

    /// <summary>The entries of a block.</summary>
    /// <param name="block">The block without its trailer.</param>
    /// <param name="keyBytes">How many bytes of keys may still be built: prefixes could make a small file unfold into a huge one.</param>
    /// <param name="fail">Makes the error for what is wrong.</param>
    public static List<TableEntry> Read(ReadOnlyMemory<byte> block, ref long keyBytes, Func<string, KerasException> fail)
    {
        var bytes = block.Span;
        if (bytes.Length < sizeof(uint))
            throw fail($"it has {bytes.Length} bytes, too few for the number of its restarts");

        var numRestarts = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]);
        var end = bytes.Length - (numRestarts + 1L) * sizeof(uint);
        if (end < 0)
            throw fail($"it claims {numRestarts} restarts, more than its {bytes.Length} bytes hold");

        var entries = new List<TableEntry>();
        bytes = bytes[..(int)end];
        byte[] lastKey = [];
        for (var position = 0; position < bytes.Length;)
        {
            var start = position;
            if (!Varint.TryRead(bytes, ref position, out var shared) || !Varint.TryRead(bytes, ref position, out var rest)
                || !Varint.TryRead(bytes, ref position, out var length))
                throw fail($"the entry at {start} is cut");
            if (shared > lastKey.Length)
                throw fail($"the entry at {start} shares {shared} bytes with a key of {lastKey.Length}");
            if (rest > bytes.Length - position || length > bytes.Length - position - rest)
                throw fail($"the entry at {start} claims a key rest of {rest} and a value of {length} bytes; {bytes.Length - position} are left");
            keyBytes -= shared + rest;
            if (keyBytes < 0)
                throw fail("its keys unfold into more bytes than a table of tensor names has");

            byte[] key = [.. lastKey.AsSpan(0, (int)shared), .. bytes.Slice(position, (int)rest)];
            position += (int)rest;
            if (entries.Count > 0 && key.AsSpan().SequenceCompareTo(lastKey) <= 0)
                throw fail($"the key of the entry at {start} is not above the one before");

            entries.Add(new(key, block.Slice(position, (int)length)));
            position += (int)length;
            lastKey = key;
        }

        return entries;
    }
}
