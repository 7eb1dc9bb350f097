#nullable disable

namespace Cassandra;

/// <summary>Decides too what to do when a node or its connection failed.</summary>
public interface IExtendedRetryPolicy : IRetryPolicy
{
    /// <summary>The node did not answer, its connection broke, or it could not serve.</summary>
    RetryDecision OnRequestError(IStatement statement, Configuration config, Exception ex, int nbRetry);
}
