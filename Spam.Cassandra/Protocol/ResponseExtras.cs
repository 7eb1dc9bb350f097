namespace Spam.Cassandra.Protocol;

/// <summary>What may stand before the body of a response, in this order.</summary>
/// <param name="TracingId">Under which the server recorded what it did.</param>
/// <param name="Warnings">The server's words.</param>
/// <param name="CustomPayload">Bytes by name from the server's query handler.</param>
sealed record ResponseExtras(Guid? TracingId, string[]? Warnings, Dictionary<string, byte[]?>? CustomPayload)
{
    /// <summary>Reads what the flags announce; null where they announce nothing.</summary>
    public static ResponseExtras? Read(ref FrameReader reader, FrameFlags flags)
        => (flags & (FrameFlags.Tracing | FrameFlags.Warning | FrameFlags.CustomPayload)) == 0
            ? null
            : new(
                (flags & FrameFlags.Tracing) != 0 ? reader.ReadUuid() : null,
                (flags & FrameFlags.Warning) != 0 ? reader.ReadStringList() : null,
                (flags & FrameFlags.CustomPayload) != 0 ? reader.ReadBytesMap() : null);
}
