#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>Replicas failed at a read (0x1300).</summary>
public class ReadFailureException : QueryExecutionException
{
    internal ReadFailureException(ConsistencyLevel consistency, int received, int required, int failures, bool dataPresent)
        : base($"A read at consistency {consistency} failed: {received} of {required} replicas answered, {failures} failed.")
    {
        ConsistencyLevel = consistency;
        ReceivedAcknowledgements = received;
        RequiredAcknowledgements = required;
        Failures = failures;
        WasDataRetrieved = dataPresent;
    }

    /// <summary>The consistency level of the request.</summary>
    public ConsistencyLevel ConsistencyLevel { get; }

    /// <summary>How many replicas answered.</summary>
    public int ReceivedAcknowledgements { get; }

    /// <summary>How many had to.</summary>
    public int RequiredAcknowledgements { get; }

    /// <summary>How many failed.</summary>
    public int Failures { get; }

    /// <summary>Whether the replica that was asked for data had answered.</summary>
    public bool WasDataRetrieved { get; }

    /// <summary>Reasons by replica. Version 4 of the protocol carries none, so it is empty.</summary>
    public IDictionary<IPAddress, int> Reasons { get; } = new Dictionary<IPAddress, int>();
}
