#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>Replicas failed at a write (0x1500).</summary>
public class WriteFailureException : QueryExecutionException
{
    internal WriteFailureException(ConsistencyLevel consistency, int received, int required, int failures, string writeType)
        : base($"A write ({writeType}) at consistency {consistency} failed: {received} of {required} replicas acknowledged it, {failures} failed.")
    {
        ConsistencyLevel = consistency;
        ReceivedAcknowledgements = received;
        RequiredAcknowledgements = required;
        Failures = failures;
        WriteType = writeType;
    }

    /// <summary>The consistency level of the request.</summary>
    public ConsistencyLevel ConsistencyLevel { get; }

    /// <summary>How many replicas acknowledged.</summary>
    public int ReceivedAcknowledgements { get; }

    /// <summary>How many had to.</summary>
    public int RequiredAcknowledgements { get; }

    /// <summary>How many failed.</summary>
    public int Failures { get; }

    /// <summary>SIMPLE, BATCH, BATCH_LOG, UNLOGGED_BATCH, COUNTER, CAS, VIEW or CDC.</summary>
    public string WriteType { get; }

    /// <summary>Reasons by replica. Version 4 of the protocol carries none, so it is empty.</summary>
    public IDictionary<IPAddress, int> Reasons { get; } = new Dictionary<IPAddress, int>();
}
