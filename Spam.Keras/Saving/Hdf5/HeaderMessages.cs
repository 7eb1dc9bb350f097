namespace Spam.Keras.Saving.Hdf5;

/// <summary>The messages of an object header that is to be written.</summary>
sealed class HeaderMessages
{
    readonly BlockWriter _messages = new();
    int _count;

    /// <summary>Adds a message.</summary>
    /// <param name="kind">What it says.</param>
    /// <param name="flags">1 where it never changes.</param>
    /// <param name="data">Its data.</param>
    public void Add(MessageKind kind, byte flags, BlockWriter data)
    {
        _messages.UInt16((int)kind);
        _messages.UInt16(BlockWriter.RoundUp(data.Length));
        _messages.Bytes([flags, 0, 0, 0]);
        _messages.Bytes(data.ToArray());
        _messages.Align();
        _count++;
    }

    /// <summary>A header of one block with the messages.</summary>
    public byte[] ToHeader()
    {
        var header = new BlockWriter();
        header.Bytes([1, 0]);
        header.UInt16(_count);
        header.UInt32(1); // one link leads to it
        header.UInt32((uint)_messages.Length);
        header.Zeros(4);
        header.Bytes(_messages.ToArray());
        return header.ToArray();
    }
}
