namespace Spam.Cassandra.Protocol;

/// <summary>What stands before a frame's body, and how it is packed. Source: native_protocol_v4.spec, section 2.2.</summary>
[Flags]
enum FrameFlags : byte
{
    None = 0,
    Compressed = 0x01,
    Tracing = 0x02,
    CustomPayload = 0x04,
    Warning = 0x08,
    UseBeta = 0x10,
}
