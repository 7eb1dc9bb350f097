namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>A value written at a time (microseconds), for a while or for ever; null is a deletion.</summary>
sealed record Cell(byte[]? Value, long Timestamp, int Ttl, DateTimeOffset Expires)
{
    public bool IsLive(DateTimeOffset now) => Value is not null && (Ttl == 0 || now < Expires);

    /// <summary>Of two writes the later counts; of two at one time the deletion, then the larger value.</summary>
    public bool Beats(Cell? other) => other is null || Timestamp > other.Timestamp
        || Timestamp == other.Timestamp && (Value is null || other.Value is not null && Value.AsSpan().SequenceCompareTo(other.Value) >= 0);
}
