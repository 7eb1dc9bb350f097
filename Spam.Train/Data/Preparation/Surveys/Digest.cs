using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Spam.Train.Data.Preparation.Surveys;

/// <summary>128 bits of a SHA-256: stands for a text that is not kept. Two texts with one digest do not occur, not even on purpose.</summary>
readonly record struct Digest(ulong High, ulong Low)
{
    /// <summary>That of a text.</summary>
    public static Digest Of(ReadOnlySpan<char> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(text), hash);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]));
    }

    /// <inheritdoc/>
    public override int GetHashCode() => (int)Low; // its bits are as good as any
}
