#nullable disable

namespace Cassandra;

/// <summary>Asks another policy, and what may have been done already only for statements that may be done twice.</summary>
public class IdempotenceAwareRetryPolicy : IExtendedRetryPolicy
{
    static readonly DefaultRetryPolicy _default = new();
    readonly IRetryPolicy _child;

    /// <summary>In front of another policy.</summary>
    public IdempotenceAwareRetryPolicy(IRetryPolicy childPolicy)
    {
        ArgumentNullException.ThrowIfNull(childPolicy);
        _child = childPolicy;
    }

    /// <inheritdoc/>
    public RetryDecision OnReadTimeout(IStatement query, ConsistencyLevel cl, int requiredResponses, int receivedResponses, bool dataRetrieved, int nbRetry)
        => _child.OnReadTimeout(query, cl, requiredResponses, receivedResponses, dataRetrieved, nbRetry);

    /// <inheritdoc/>
    public RetryDecision OnWriteTimeout(IStatement query, ConsistencyLevel cl, string writeType, int requiredAcks, int receivedAcks, int nbRetry)
        => query?.IsIdempotent == true ? _child.OnWriteTimeout(query, cl, writeType, requiredAcks, receivedAcks, nbRetry) : RetryDecision.Rethrow();

    /// <inheritdoc/>
    public RetryDecision OnUnavailable(IStatement query, ConsistencyLevel cl, int requiredReplica, int aliveReplica, int nbRetry)
        => _child.OnUnavailable(query, cl, requiredReplica, aliveReplica, nbRetry);

    /// <inheritdoc/>
    public RetryDecision OnRequestError(IStatement statement, Configuration config, Exception ex, int nbRetry)
        => statement?.IsIdempotent == true ? (_child as IExtendedRetryPolicy ?? _default).OnRequestError(statement, config, ex, nbRetry) : RetryDecision.Rethrow();
}
