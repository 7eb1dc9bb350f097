using System.Buffers.Binary;
using System.Numerics;

namespace Spam.Keras.Saving;

/// <summary>The Castagnoli CRC-32 that guards TensorFlow's tables, tensors and event records.</summary>
/// <remarks>
/// The runtime takes the processor's CRC instruction where there is one, and a table where not.<br/>
/// Source: RFC 3720, appendix B.4; the mask: LevelDB, util/crc32c.h.
/// </remarks>
static class Crc32C
{
    const uint MaskDelta = 0xA282EAD8;

    /// <summary>The checksum of <paramref name="bytes"/>, or of what gave <paramref name="before"/> followed by them.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var crc = ~before;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));

        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);

        return ~crc;
    }

    /// <summary>The form in which files hold a checksum: one of bytes that themselves hold checksums would be weak without it.</summary>
    public static uint Mask(uint crc) => unchecked(BitOperations.RotateRight(crc, 15) + MaskDelta);

    /// <summary>The masked checksum of <paramref name="bytes"/>.</summary>
    public static uint MaskedOf(ReadOnlySpan<byte> bytes) => Mask(Of(bytes));
}
