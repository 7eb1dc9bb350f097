#nullable disable

namespace Cassandra;

/// <summary>Too few replicas acknowledged a write in time; it may still be done (0x1100).</summary>
public class WriteTimeoutException : QueryTimeoutException
{
    /// <summary>An exception with its numbers.</summary>
    public WriteTimeoutException(ConsistencyLevel consistency, int received, int required, string writeType)
        : base($"A write ({writeType}) at consistency {consistency} timed out: {received} of {required} replicas acknowledged it.", consistency, received, required)
        => WriteType = writeType;

    /// <summary>SIMPLE, BATCH, BATCH_LOG, UNLOGGED_BATCH, COUNTER, CAS, VIEW or CDC.</summary>
    public string WriteType { get; }
}
