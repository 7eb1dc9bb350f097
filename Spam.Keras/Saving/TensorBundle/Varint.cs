namespace Spam.Keras.Saving.TensorBundle;

/// <summary>Whole numbers in groups of seven bits, lowest first; all bytes but the last have the high bit set.</summary>
static class Varint
{
    /// <summary>Appends <paramref name="value"/>.</summary>
    public static void Write(List<byte> bytes, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.Add((byte)(value | 0x80));

        bytes.Add((byte)value);
    }

    /// <summary>Reads the number at <paramref name="position"/> and moves there past it; false where none that fits 63 bits stands.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out long value)
    {
        value = 0;
        for (var shift = 0; shift < 63 && position < bytes.Length; shift += 7)
        {
            var part = bytes[position++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80)
                return true;
        }

        return false;
    }
}
