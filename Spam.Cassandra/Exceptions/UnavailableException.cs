#nullable disable

namespace Cassandra;

/// <summary>Fewer replicas are alive than the consistency level needs; nothing was done (0x1000).</summary>
public class UnavailableException : QueryExecutionException
{
    /// <summary>An exception for a consistency level, the replicas that it needs and those alive.</summary>
    public UnavailableException(ConsistencyLevel consistency, int required, int alive)
        : base($"Consistency {consistency} needs {required} replicas, {alive} are alive.")
    {
        Consistency = consistency;
        RequiredReplicas = required;
        AliveReplicas = alive;
    }

    /// <summary>The consistency level that was asked for.</summary>
    public ConsistencyLevel Consistency { get; }

    /// <summary>How many replicas it needs.</summary>
    public int RequiredReplicas { get; }

    /// <summary>How many replicas are alive.</summary>
    public int AliveReplicas { get; }
}
