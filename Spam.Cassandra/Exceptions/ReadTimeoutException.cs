#nullable disable

namespace Cassandra;

/// <summary>Too few replicas answered a read in time (0x1200).</summary>
public class ReadTimeoutException : QueryTimeoutException
{
    /// <summary>An exception with its numbers.</summary>
    public ReadTimeoutException(ConsistencyLevel consistency, int received, int required, bool dataPresent)
        : base($"A read at consistency {consistency} timed out: {received} of {required} replicas answered, {(dataPresent ? "with" : "without")} the data.",
            consistency, received, required)
        => WasDataRetrieved = dataPresent;

    /// <summary>Whether the replica that was asked for data had answered.</summary>
    public bool WasDataRetrieved { get; }
}
