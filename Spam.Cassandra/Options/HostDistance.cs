#nullable disable

namespace Cassandra;

/// <summary>How near a node is, which decides how many connections are kept to it.</summary>
public enum HostDistance
{
    /// <summary>Used first.</summary>
    Local = 0,
    /// <summary>Used when no local node answers.</summary>
    Remote = 1,
    /// <summary>Never connected to.</summary>
    Ignored = 2,
}
