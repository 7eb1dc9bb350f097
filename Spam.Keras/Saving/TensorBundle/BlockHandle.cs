namespace Spam.Keras.Saving.TensorBundle;

/// <summary>Where a block of a table stands, and how long it is without its trailer.</summary>
readonly record struct BlockHandle(long Offset, long Size)
{
    /// <summary>Appends both numbers.</summary>
    public void Write(List<byte> bytes)
    {
        Varint.Write(bytes, (ulong)Offset);
        Varint.Write(bytes, (ulong)Size);
    }

    /// <summary>Reads both numbers and moves past them; false where they are not there.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out BlockHandle handle)
    {
        var found = Varint.TryRead(bytes, ref position, out var offset) & Varint.TryRead(bytes, ref position, out var size);
        handle = new(offset, size);
        return found;
    }
}
