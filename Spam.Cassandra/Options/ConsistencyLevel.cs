#nullable disable

namespace Cassandra;

/// <summary>How many replicas must answer before a request counts as done. The numbers are those of the wire.</summary>
public enum ConsistencyLevel
{
    /// <summary>Any node, a hint included; writes only.</summary>
    Any = 0,
    /// <summary>One replica.</summary>
    One = 1,
    /// <summary>Two replicas.</summary>
    Two = 2,
    /// <summary>Three replicas.</summary>
    Three = 3,
    /// <summary>More than half of all replicas.</summary>
    Quorum = 4,
    /// <summary>Every replica.</summary>
    All = 5,
    /// <summary>More than half of the replicas in the local datacenter.</summary>
    LocalQuorum = 6,
    /// <summary>More than half of the replicas in each datacenter.</summary>
    EachQuorum = 7,
    /// <summary>Linearizable, over all datacenters; for lightweight transactions.</summary>
    Serial = 8,
    /// <summary>Linearizable within the local datacenter; for lightweight transactions.</summary>
    LocalSerial = 9,
    /// <summary>One replica in the local datacenter.</summary>
    LocalOne = 10,
}
