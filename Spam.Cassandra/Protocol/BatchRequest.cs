using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>Runs several statements at once.</summary>
sealed class BatchRequest(BatchType type, IReadOnlyList<BatchPart> parts, ConsistencyLevel consistency) : Request
{
    public override Opcode Opcode => Opcode.Batch;

    public BatchType Type => type;

    public IReadOnlyList<BatchPart> Parts => parts;

    public ConsistencyLevel Consistency => consistency;

    /// <summary>Of lightweight transactions.</summary>
    public ConsistencyLevel? SerialConsistency { get; init; }

    /// <summary>Microseconds since 1970.</summary>
    public long? Timestamp { get; init; }

    protected override void WriteBody(FrameWriter writer)
    {
        writer.WriteByte((byte)type);
        writer.WriteShort(parts.Count);
        foreach (var part in parts)
        {
            if (part.Id is null)
            {
                writer.WriteByte(0);
                writer.WriteLongString(part.Query!); // a part without an id has a text
            }
            else
            {
                writer.WriteByte(1);
                writer.WriteShortBytes(part.Id);
            }

            part.Values.Write(writer);
        }

        writer.WriteConsistency(consistency);
        var flags = (SerialConsistency is null ? QueryFlags.None : QueryFlags.SerialConsistency) | (Timestamp is null ? QueryFlags.None : QueryFlags.Timestamp);
        writer.WriteByte((byte)flags);
        if (SerialConsistency is { } serial)
            writer.WriteConsistency(serial);
        if (Timestamp is { } timestamp)
            writer.WriteLong(timestamp);
    }
}
