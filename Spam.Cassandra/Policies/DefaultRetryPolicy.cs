#nullable disable

namespace Cassandra;

/// <summary>
/// Tries again where a second try is likely to help. What may have been done already is tried again only where the statement may be done twice:
/// this client sees to it before it asks this policy.
/// </summary>
public class DefaultRetryPolicy : IExtendedRetryPolicy
{
    /// <summary>Once on the same node, if enough replicas answered and only the data is missing.</summary>
    public RetryDecision OnReadTimeout(IStatement query, ConsistencyLevel cl, int requiredResponses, int receivedResponses, bool dataRetrieved, int nbRetry)
        => nbRetry == 0 && receivedResponses >= requiredResponses && !dataRetrieved ? RetryDecision.Retry(cl) : RetryDecision.Rethrow();

    /// <summary>Once on the same node, if it was the batch log that was not written in time.</summary>
    public RetryDecision OnWriteTimeout(IStatement query, ConsistencyLevel cl, string writeType, int requiredAcks, int receivedAcks, int nbRetry)
        => nbRetry == 0 && writeType == "BATCH_LOG" ? RetryDecision.Retry(cl) : RetryDecision.Rethrow();

    /// <summary>The caller gets the exception: another node would say the same.</summary>
    public RetryDecision OnUnavailable(IStatement query, ConsistencyLevel cl, int requiredReplica, int aliveReplica, int nbRetry) => RetryDecision.Rethrow();

    /// <summary>The next node, but for errors that it would meet too, and for time-outs where those are not tried again.</summary>
    public RetryDecision OnRequestError(IStatement statement, Configuration config, Exception ex, int nbRetry)
        => ex is ServerErrorException || ex is OperationTimedOutException && config?.QueryOptions.RetryOnTimeout == false
            ? RetryDecision.Rethrow()
            : RetryDecision.Retry(null, useCurrentHost: false);
}
