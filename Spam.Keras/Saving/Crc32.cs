namespace Spam.Keras.Saving;

/// <summary>The checksum of zip files.</summary>
/// <remarks>Source: ISO 3309, as in the zip specification (APPNOTE), section 4.4.7.</remarks>
static class Crc32
{
    const uint Polynomial = 0xEDB88320;
    const int Slices = 8;

    static readonly uint[][] _tables = Tables();

    /// <summary>The checksum of bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            crc = _tables[7][(byte)(crc ^ bytes[0])] ^ _tables[6][(byte)((crc >> 8) ^ bytes[1])] ^ _tables[5][(byte)((crc >> 16) ^ bytes[2])]
                ^ _tables[4][(byte)((crc >> 24) ^ bytes[3])] ^ _tables[3][bytes[4]] ^ _tables[2][bytes[5]] ^ _tables[1][bytes[6]] ^ _tables[0][bytes[7]];
        }

        foreach (var one in bytes)
            crc = (crc >> 8) ^ _tables[0][(byte)(crc ^ one)];
        return ~crc;
    }

    // Table k says what a byte does to the checksum k bytes further on.
    static uint[][] Tables()
    {
        var tables = new uint[Slices][];
        for (var slice = 0; slice < Slices; slice++)
            tables[slice] = new uint[256];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            tables[0][value] = crc;
        }

        for (var slice = 1; slice < Slices; slice++)
        {
            for (var value = 0; value < 256; value++)
                tables[slice][value] = (tables[slice - 1][value] >> 8) ^ tables[0][(byte)tables[slice - 1][value]];
        }

        return tables;
    }
}
