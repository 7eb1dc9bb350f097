using System.Buffers.Binary;
using System.IO.Compression;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>What chunks went through before they were written.</summary>
/// <param name="file">The file.</param>
/// <param name="filters">Each filter's number, and the element size that it was told.</param>
/// <remarks>Source: HDF5 file format specification 3.0, section IV.A.2.l.</remarks>
sealed class ChunkFilters(Hdf5Bytes file, IReadOnlyList<(int Kind, int ElementSize)> filters)
{
    const string What = "the chunk";
    const int Deflate = 1, Shuffle = 2, Fletcher32 = 3;
    const int MaxFilters = 32;

    /// <summary>Reads the list of filters.</summary>
    public static ChunkFilters Read(Hdf5Bytes file, ObjectHeader header, HeaderMessage message)
    {
        var reader = header.Open(message, "the list of filters");
        var version = reader.Byte();
        var count = reader.Byte();
        if (version is not (1 or 2) || count > MaxFilters)
            throw reader.Fail($"it has version {version} and {count} filters; versions 1 and 2 with at most {MaxFilters} are read");

        if (version == 1)
            reader.Skip(6);
        List<(int, int)> filters = [];
        for (var i = 0; i < count; i++)
        {
            var kind = reader.UInt16();
            var nameLength = version == 1 || kind >= 256 ? reader.UInt16() : 0;
            reader.Skip(2); // whether it may be left out
            var numValues = reader.UInt16();
            reader.Skip(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
            var first = 0U;
            for (var j = 0; j < numValues; j++)
            {
                var value = reader.UInt32();
                first = j == 0 ? value : first;
            }

            if (version == 1 && numValues % 2 == 1)
                reader.Skip(4);
            if (kind is not (Deflate or Shuffle or Fletcher32))
                throw reader.Fail($"it names the filter {kind}; gzip (1), shuffle (2) and fletcher32 (3) are read");
            filters.Add((kind, (int)Math.Min(first, int.MaxValue)));
        }

        return new(file, filters);
    }

    /// <summary>A chunk as it was before it was written.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="stored">How many bytes it has in the file.</param>
    /// <param name="size">How many it had.</param>
    /// <param name="left">A bit for each filter that it did not go through.</param>
    public ReadOnlySpan<byte> Undo(ulong address, ulong stored, ulong size, uint left)
    {
        var data = file.Take(address, stored, What);
        for (var i = filters.Count - 1; i >= 0; i--)
        {
            if ((left & (1u << i)) != 0)
                continue;

            data = filters[i].Kind switch
            {
                Deflate => Inflate(data, address, size + sizeof(uint)), // a checksum may be inside
                Shuffle => Unshuffle(data, filters[i].ElementSize),
                _ => CheckSum(data, address),
            };
        }

        return (ulong)data.Length >= size
            ? data[..(int)size]
            : throw file.Fail(What, address, $"it has {data.Length} bytes where {size} are expected");
    }

    byte[] Inflate(ReadOnlySpan<byte> data, ulong address, ulong size)
    {
        file.Count(size, What, address);
        try
        {
            using var stream = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var inflated = new byte[size];
            return inflated[..stream.ReadAtLeast(inflated, inflated.Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException error)
        {
            throw new KerasException($"{file.Source}: {What} at {address}: it cannot be unpacked ({error.Message}).", error);
        }
    }

    static ReadOnlySpan<byte> Unshuffle(ReadOnlySpan<byte> data, int elementSize)
    {
        if (elementSize <= 1)
            return data;

        // All first bytes of elements stand first, then all second ones; what makes no whole element stands at the end.
        var unshuffled = data.ToArray();
        var count = data.Length / elementSize;
        for (var part = 0; part < elementSize && count > 0; part++)
        {
            for (var i = 0; i < count; i++)
                unshuffled[(i * elementSize) + part] = data[(part * count) + i];
        }

        return unshuffled;
    }

    ReadOnlySpan<byte> CheckSum(ReadOnlySpan<byte> data, ulong address)
    {
        if (data.Length < sizeof(uint))
            throw file.Fail(What, address, "it is shorter than its checksum");

        var content = data[..^sizeof(uint)];
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(data[^sizeof(uint)..]);
        var computed = Fletcher(content);
        var swapped = ((computed & 0x00FF00FF) << 8) | ((computed >> 8) & 0x00FF00FF); // older versions stored it so on some machines
        return stored == computed || stored == swapped
            ? content
            : throw file.Fail(What, address, $"its checksum is {computed:x8}, but {stored:x8} is stored; the file is damaged");
    }

    static uint Fletcher(ReadOnlySpan<byte> data)
    {
        const int Words = 360; // as many as two sums take without an overflow
        var (sum1, sum2) = (0u, 0u);
        for (; data.Length >= 2; data = data[Math.Min(2 * Words, data.Length & ~1)..])
        {
            for (var i = 0; i + 1 < data.Length && i < 2 * Words; i += 2)
            {
                sum1 += BinaryPrimitives.ReadUInt16BigEndian(data[i..]);
                sum2 += sum1;
            }

            (sum1, sum2) = (Fold(sum1), Fold(sum2));
        }

        if (data.Length == 1)
        {
            sum1 += (uint)data[0] << 8;
            sum2 += sum1;
            (sum1, sum2) = (Fold(sum1), Fold(sum2));
        }

        return (Fold(sum2) << 16) | Fold(sum1);

        static uint Fold(uint sum) => (sum & 0xFFFF) + (sum >> 16);
    }
}
