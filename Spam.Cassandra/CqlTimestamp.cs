using System.Globalization;

namespace Spam.Cassandra;

/// <summary>A moment of the type <c>timestamp</c> over its whole range, where <see cref="DateTimeOffset"/> holds the years 1 to 9999.</summary>
/// <param name="Milliseconds">Since 1970; negative before.</param>
public readonly record struct CqlTimestamp(long Milliseconds) : IComparable<CqlTimestamp>
{
    /// <inheritdoc/>
    public int CompareTo(CqlTimestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Milliseconds since 1970.</summary>
    public override string ToString() => Milliseconds.ToString(CultureInfo.InvariantCulture);
}
