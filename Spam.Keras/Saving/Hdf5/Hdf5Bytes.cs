namespace Spam.Keras.Saving.Hdf5;

/// <summary>The bytes of an HDF5 file, and how much of them may still be looked at.</summary>
/// <remarks>
/// Every byte that is read or made counts: a file whose blocks overlap, lead in circles or grow when they are unpacked is refused after
/// <see cref="MaxExpansion"/> times its own size. A sound file is read about twice.
/// </remarks>
sealed class Hdf5Bytes(byte[] bytes, string source)
{
    /// <summary>How many times its own size a file may give, in all.</summary>
    public const int MaxExpansion = 64;

    const int Allowance = 1 << 20; // for files that are nearly nothing, such as those of fill values alone

    long _left = ((long)bytes.Length * MaxExpansion) + Allowance;

    /// <summary>The file, for messages.</summary>
    public string Source => source;

    /// <summary>Where address 0 is: behind the user block.</summary>
    public int Base { get; set; }

    /// <summary>How many bytes an address has.</summary>
    public int OffsetSize { get; set; } = 8;

    /// <summary>How many bytes a length has.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>How many entries a node of a group's B-tree holds.</summary>
    public int MaxGroupEntries { get; set; } = ushort.MaxValue;

    /// <summary>The address that says that there is nothing.</summary>
    public ulong Undefined => OffsetSize == 8 ? ulong.MaxValue : (1UL << (8 * OffsetSize)) - 1;

    /// <summary>How many bytes there are from address 0.</summary>
    public ulong Length => (ulong)(bytes.Length - Base);

    /// <summary>A reader of what begins at an address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="what">What should stand there, for messages.</param>
    /// <exception cref="KerasException">The address is beyond the end.</exception>
    public BlockReader Read(ulong address, string what)
        => address <= Length ? Read(address, Length - address, what) : throw Fail(what, address, $"the file ends at {Length}");

    /// <summary>A reader of a block.</summary>
    /// <exception cref="KerasException">The block does not lie in the file.</exception>
    public BlockReader Read(ulong address, ulong length, string what) => new(this, address, Slice(address, length, what), what);

    /// <summary>The bytes of a block, which count as read.</summary>
    /// <exception cref="KerasException">The block does not lie in the file, or too much was read.</exception>
    public ReadOnlySpan<byte> Take(ulong address, ulong length, string what)
    {
        var slice = Slice(address, length, what);
        Count(length, what, address);
        return slice;
    }

    /// <inheritdoc cref="Take"/>
    public ReadOnlyMemory<byte> TakeMemory(ulong address, ulong length, string what)
    {
        _ = Take(address, length, what);
        return bytes.AsMemory(Base + (int)address, (int)length);
    }

    /// <summary>Counts bytes that are read or made.</summary>
    /// <exception cref="KerasException">It is more than a sound file gives.</exception>
    public void Count(ulong count, string what, ulong address)
    {
        if (count > (ulong)_left)
            throw Fail(what, address, $"{count} more bytes are asked for than a file of {bytes.Length} bytes can be about. Blocks overlap, lead in circles, or claim sizes without data");
        _left -= (long)count;
    }

    /// <summary>The error for what stands at an address.</summary>
    public KerasException Fail(string what, ulong address, string reason) => new($"{source}: {what} at {address}: {reason}.");

    ReadOnlySpan<byte> Slice(ulong address, ulong length, string what)
        => address <= Length && length <= Length - address
            ? bytes.AsSpan(Base + (int)address, (int)length)
            : throw Fail(what, address, $"{length} bytes are claimed, but the file ends at {Length}; it is cut or damaged");
}
