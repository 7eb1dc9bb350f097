#nullable disable

namespace Cassandra;

/// <summary>Versions of the native protocol. This client speaks version 4 alone, which Cassandra 2.2 to 5.0 and Astra accept.</summary>
public enum ProtocolVersion : byte
{
    /// <summary>Version 1 (Cassandra 1.2).</summary>
    V1 = 1,
    /// <summary>Version 2 (Cassandra 2.0).</summary>
    V2 = 2,
    /// <summary>Version 3 (Cassandra 2.1).</summary>
    V3 = 3,
    /// <summary>Version 4 (Cassandra 2.2 and later): what is spoken here.</summary>
    V4 = 4,
    /// <summary>Version 5 (Cassandra 4.0 and later).</summary>
    V5 = 5,
    /// <summary>The second version of DataStax Enterprise.</summary>
    DseV2 = 0x42,
    /// <summary>The highest known number.</summary>
    MaxSupported = DseV2,
    /// <summary>The lowest known number.</summary>
    MinSupported = V1,
}
