namespace Spam.Keras.Saving.Hdf5;

/// <summary>The types and sizes that are written.</summary>
static class TypeBlocks
{
    /// <summary>Numbers of four bytes.</summary>
    public static BlockWriter Float32() => Real(4, 31, [32, 0, 23, 8, 0, 23, 127, 0, 0, 0]);

    /// <summary>Numbers of eight bytes.</summary>
    public static BlockWriter Float64() => Real(8, 63, [64, 0, 52, 11, 0, 52, 0xFF, 0x03, 0, 0]);

    /// <summary>Whole numbers of eight bytes.</summary>
    public static BlockWriter Int64()
    {
        var type = new BlockWriter();
        type.Bytes([0x10, 0x08, 0, 0, 8, 0, 0, 0, 0, 0, 64, 0]);
        return type;
    }

    /// <summary>Texts of one length, filled up with zeros.</summary>
    public static BlockWriter FixedText(int width)
    {
        var type = new BlockWriter();
        type.Bytes([0x13, 0x01, 0, 0]);
        type.UInt32((uint)width);
        return type;
    }

    /// <summary>Texts of any length.</summary>
    public static BlockWriter Text()
    {
        var type = new BlockWriter();
        type.Bytes([0x19, 0x01, 0x01, 0, 16, 0, 0, 0]); // UTF-8; 16 bytes that say where the text is
        type.Bytes([0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0]); // of bytes
        return type;
    }

    /// <summary>How many elements there are along each axis.</summary>
    public static BlockWriter Space(Shape shape)
    {
        var space = new BlockWriter();
        space.Bytes([1, (byte)shape.Rank, shape.Rank > 0 ? (byte)1 : (byte)0, 0, 0, 0, 0, 0]);
        for (var time = 0; time < 2; time++) // the sizes, and what they may grow to
        {
            foreach (var size in shape)
                space.UInt64((ulong)size);
        }

        return space;
    }

    static BlockWriter Real(byte size, byte signBit, ReadOnlySpan<byte> layout)
    {
        var type = new BlockWriter();
        type.Bytes([0x11, 0x20, signBit, 0, size, 0, 0, 0, 0, 0]);
        type.Bytes(layout);
        return type;
    }
}
