#nullable disable

namespace Cassandra;

/// <summary>Decides what to do when the server could not do what was asked.</summary>
public interface IRetryPolicy
{
    /// <summary>Too few replicas answered a read in time.</summary>
    RetryDecision OnReadTimeout(IStatement query, ConsistencyLevel cl, int requiredResponses, int receivedResponses, bool dataRetrieved, int nbRetry);

    /// <summary>Too few replicas acknowledged a write in time.</summary>
    RetryDecision OnWriteTimeout(IStatement query, ConsistencyLevel cl, string writeType, int requiredAcks, int receivedAcks, int nbRetry);

    /// <summary>Too few replicas are alive.</summary>
    RetryDecision OnUnavailable(IStatement query, ConsistencyLevel cl, int requiredReplica, int aliveReplica, int nbRetry);
}
