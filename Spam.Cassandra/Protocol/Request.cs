namespace Spam.Cassandra.Protocol;

/// <summary>What a client sends.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 4.1.</remarks>
abstract class Request
{
    /// <summary>What the frame is.</summary>
    public abstract Opcode Opcode { get; }

    /// <summary>Whether the server should record what it does.</summary>
    public bool Tracing { get; init; }

    /// <summary>Bytes by name for the server's query handler.</summary>
    public IDictionary<string, byte[]>? CustomPayload { get; init; }

    /// <summary>Writes the whole frame.</summary>
    public void Write(FrameWriter writer, short stream)
    {
        var flags = FrameFlags.None;
        var at = writer.Reserve(FrameHeader.Size);
        if (Tracing)
            flags |= FrameFlags.Tracing;
        if (CustomPayload is not null)
        {
            flags |= FrameFlags.CustomPayload;
            writer.WriteBytesMap(CustomPayload);
        }

        WriteBody(writer);
        writer.PatchHeader(at, new(FrameHeader.Request, flags, stream, Opcode, writer.Length - at - FrameHeader.Size));
    }

    protected abstract void WriteBody(FrameWriter writer);
}
