namespace Spam.Keras.Saving.Hdf5;

/// <summary>How many elements there are along each axis.</summary>
/// <param name="Sizes">The sizes; none for a single element.</param>
/// <param name="MaxSizes">What they may grow to; <see cref="ulong.MaxValue"/> for without end.</param>
/// <param name="IsNull">Whether there is no element at all.</param>
/// <remarks>Source: HDF5 file format specification 3.0, section IV.A.2.b.</remarks>
sealed record Hdf5Space(ulong[] Sizes, ulong[] MaxSizes, bool IsNull)
{
    const int MaxRank = 32;

    /// <summary>Reads a space.</summary>
    public static Hdf5Space Read(ref BlockReader reader, Hdf5Bytes file)
    {
        var version = reader.Byte();
        var rank = reader.Byte();
        var flags = reader.Byte();
        if (version is not (1 or 2) || rank > MaxRank)
            throw reader.Fail($"its space has version {version} and {rank} axes; versions 1 and 2 of at most {MaxRank} axes are read");

        var isNull = reader.Byte() == 2 && version == 2;
        if (version == 1)
            reader.Skip(4);
        var sizes = ReadSizes(ref reader);
        return new(sizes, (flags & 1) != 0 ? ReadSizes(ref reader) : sizes, isNull);

        ulong[] ReadSizes(ref BlockReader reader)
        {
            var sizes = new ulong[rank];
            for (var axis = 0; axis < rank; axis++)
            {
                sizes[axis] = reader.Size();
                if (file.LengthSize < 8 && sizes[axis] == (1UL << (8 * file.LengthSize)) - 1)
                    sizes[axis] = ulong.MaxValue;
            }

            return sizes;
        }
    }

    /// <summary>How many bytes its elements take, or null where that is more than a file can hold.</summary>
    public ulong? NumBytes(int elementSize)
    {
        if (IsNull || Sizes.Contains(0UL))
            return 0;

        UInt128 product = (uint)elementSize;
        foreach (var size in Sizes)
        {
            product *= size;
            if (product > int.MaxValue)
                return null;
        }

        return (ulong)product;
    }

    /// <inheritdoc/>
    public override string ToString() => IsNull ? "no elements" : $"({string.Join(", ", Sizes)})";
}
