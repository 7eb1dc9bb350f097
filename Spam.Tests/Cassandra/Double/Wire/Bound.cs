namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>A bound value: bytes, null, or not set.</summary>
readonly record struct Bound(byte[]? Bytes, bool IsUnset)
{
    public static Bound Null => default;

    public static Bound Unset => new(null, true);

    public static Bound Of(byte[]? bytes) => new(bytes, false);
}
