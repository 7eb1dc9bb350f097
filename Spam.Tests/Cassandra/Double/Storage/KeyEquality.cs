using System.Diagnostics.CodeAnalysis;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>Byte arrays as keys of a dictionary.</summary>
sealed class KeyEquality : IEqualityComparer<byte[]>
{
    public static KeyEquality Instance { get; } = new();

    public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

    public int GetHashCode([DisallowNull] byte[] bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }
}
