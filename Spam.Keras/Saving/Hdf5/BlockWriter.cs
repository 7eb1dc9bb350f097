using System.Buffers;
using System.Buffers.Binary;

namespace Spam.Keras.Saving.Hdf5;

/// <summary>Puts a block together.</summary>
sealed class BlockWriter
{
    readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>How many bytes it has.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>The next multiple of eight.</summary>
    public static long RoundUp(long length) => (length + 7) & ~7L;

    /// <inheritdoc cref="RoundUp(long)"/>
    public static int RoundUp(int length) => (length + 7) & ~7;

    /// <summary>Adds bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    /// <summary>Adds zeros.</summary>
    public void Zeros(int count) => _bytes.Write(new byte[count]);

    /// <summary>Adds zeros up to a multiple of eight.</summary>
    public void Align() => Zeros(RoundUp(Length) - Length);

    /// <summary>Adds a number of two bytes.</summary>
    public void UInt16(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, checked((ushort)value));
        _bytes.Write(bytes);
    }

    /// <summary>Adds a number of four bytes.</summary>
    public void UInt32(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    /// <summary>Adds numbers of eight bytes.</summary>
    public void UInt64(params ReadOnlySpan<ulong> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            _bytes.Write(bytes);
        }
    }

    /// <summary>The block.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}
