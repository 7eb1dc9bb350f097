namespace Spam.Keras.Saving.Hdf5;

/// <summary>The type of a dataset's or an attribute's elements.</summary>
/// <param name="Class">What kind.</param>
/// <param name="Size">Bytes an element.</param>
/// <param name="IsBigEndian">Whether the largest byte is first.</param>
/// <param name="IsSigned">Whether whole numbers may be below zero.</param>
/// <param name="IsSpacePadded">Whether a fixed text ends in spaces instead of NULs.</param>
/// <remarks>Source: HDF5 file format specification 3.0, section IV.A.2.d.</remarks>
sealed record Hdf5Type(Hdf5Class Class, int Size, bool IsBigEndian = false, bool IsSigned = false, bool IsSpacePadded = false)
{
    const int MaxSize = 1 << 30;

    /// <summary>Whether the elements are numbers.</summary>
    public bool IsNumber => Class is Hdf5Class.Whole or Hdf5Class.Real or Hdf5Class.Enumeration;

    /// <summary>Reads a type.</summary>
    public static Hdf5Type Read(ref BlockReader reader, int depth = 0)
    {
        var kind = reader.Byte();
        var bits = reader.Number(3);
        var size = reader.UInt32();
        if (size is 0 or > MaxSize)
            throw reader.Fail($"its elements have {size} bytes; 1 to {MaxSize} are possible");

        switch (kind & 0x0F)
        {
            case 0:
                if (reader.UInt16() != 0 || reader.UInt16() != 8 * size || size is not (1 or 2 or 4 or 8))
                    throw reader.Fail($"its elements are whole numbers of {size} bytes with unused bits; those of 1, 2, 4 or 8 whole bytes are read");
                return new(Hdf5Class.Whole, (int)size, IsBigEndian: (bits & 1) != 0, IsSigned: (bits & 8) != 0);
            case 1:
                return ReadReal(ref reader, bits, (int)size);
            case 3:
                return new(Hdf5Class.FixedText, (int)size, IsSpacePadded: (bits & 15) == 2);
            case 8 when depth == 0:
                return Read(ref reader, depth + 1) is { Class: Hdf5Class.Whole } number
                    ? number with { Class = Hdf5Class.Enumeration }
                    : throw reader.Fail("its elements are names of what is no whole number");
            case 9 when (bits & 15) == 1:
                return new(Hdf5Class.Text, (int)size);
            default:
                throw reader.Fail($"its elements are of the kind {kind & 0x0F}; numbers, truth values and texts are read");
        }
    }

    static Hdf5Type ReadReal(ref BlockReader reader, ulong bits, int size)
    {
        Span<ulong> came = [reader.UInt16(), reader.UInt16(), reader.Byte(), reader.Byte(), reader.Byte(), reader.Byte(), reader.UInt32()];
        ReadOnlySpan<ulong> ieee = size switch // first bit, bits, exponent's place and size, fraction's place and size, bias
        {
            2 => [0, 16, 10, 5, 0, 10, 15],
            4 => [0, 32, 23, 8, 0, 23, 127],
            8 => [0, 64, 52, 11, 0, 52, 1023],
            _ => [],
        };
        return came.SequenceEqual(ieee) && (bits & 0x40) == 0
            ? new(Hdf5Class.Real, size, IsBigEndian: (bits & 1) != 0)
            : throw reader.Fail($"its elements are {size}-byte numbers of an unusual layout; IEEE numbers of 2, 4 and 8 bytes are read");
    }
}
