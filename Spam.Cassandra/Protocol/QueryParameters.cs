using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>What comes with a query: consistency, values, paging, timestamps.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 4.1.4.</remarks>
/// <param name="Consistency">How many replicas must answer.</param>
/// <param name="Values">Bound values; null for none, which is not the same on the wire as zero of them.</param>
/// <param name="SkipMetadata">Whether the result may leave out its columns.</param>
/// <param name="PageSize">How many rows a page should have.</param>
/// <param name="PagingState">Where the page begins.</param>
/// <param name="SerialConsistency">Of lightweight transactions.</param>
/// <param name="Timestamp">Microseconds since 1970.</param>
readonly record struct QueryParameters(
    ConsistencyLevel Consistency,
    BoundValues? Values = null,
    bool SkipMetadata = false,
    int? PageSize = null,
    byte[]? PagingState = null,
    ConsistencyLevel? SerialConsistency = null,
    long? Timestamp = null)
{
    public void Write(FrameWriter writer)
    {
        writer.WriteConsistency(Consistency);
        var flags = QueryFlags.None;
        if (Values is { } bound)
            flags |= bound.Named ? QueryFlags.Values | QueryFlags.NamedValues : QueryFlags.Values;
        if (SkipMetadata)
            flags |= QueryFlags.SkipMetadata;
        if (PageSize is not null)
            flags |= QueryFlags.PageSize;
        if (PagingState is not null)
            flags |= QueryFlags.PagingState;
        if (SerialConsistency is not null)
            flags |= QueryFlags.SerialConsistency;
        if (Timestamp is not null)
            flags |= QueryFlags.Timestamp;

        writer.WriteByte((byte)flags);
        Values?.Write(writer);
        if (PageSize is { } size)
            writer.WriteInt(size);
        if (PagingState is not null)
            writer.WriteBytes(PagingState);
        if (SerialConsistency is { } serial)
            writer.WriteConsistency(serial);
        if (Timestamp is { } timestamp)
            writer.WriteLong(timestamp);
    }
}
