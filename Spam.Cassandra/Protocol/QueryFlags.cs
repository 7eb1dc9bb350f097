namespace Spam.Cassandra.Protocol;

/// <summary>Which parameters follow a query. Source: native_protocol_v4.spec, section 4.1.4.</summary>
[Flags]
enum QueryFlags : byte
{
    None = 0,
    Values = 0x01,
    SkipMetadata = 0x02,
    PageSize = 0x04,
    PagingState = 0x08,
    SerialConsistency = 0x10,
    Timestamp = 0x20,
    NamedValues = 0x40,
}
