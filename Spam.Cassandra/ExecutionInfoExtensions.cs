using Cassandra;

namespace Spam.Cassandra;

/// <summary>What an answer carries that the driver's members named here do not show.</summary>
public static class ExecutionInfoExtensions
{
    /// <summary>The id under which the server recorded what it did: a key of <c>system_traces.sessions</c>. Null where tracing was off.</summary>
    public static Guid? TracingId(this ExecutionInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return info.Extras?.TracingId;
    }

    /// <summary>Bytes by name from the server's query handler; null where there are none.</summary>
    public static IReadOnlyDictionary<string, byte[]?>? IncomingPayload(this ExecutionInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return info.Extras?.CustomPayload;
    }
}
