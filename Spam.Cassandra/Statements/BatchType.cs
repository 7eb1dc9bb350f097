#nullable disable

namespace Cassandra;

/// <summary>What a batch promises. The numbers are those of the wire.</summary>
public enum BatchType
{
    /// <summary>All or none, through the batch log.</summary>
    Logged = 0,
    /// <summary>Sent together, with no promise across partitions.</summary>
    Unlogged = 1,
    /// <summary>Counter updates.</summary>
    Counter = 2,
}
