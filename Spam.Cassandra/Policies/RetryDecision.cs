#nullable disable

namespace Cassandra;

/// <summary>What to do with a request that failed.</summary>
public class RetryDecision
{
    static readonly RetryDecision _rethrow = new(RetryDecisionType.Rethrow, null, useCurrentHost: true);
    static readonly RetryDecision _ignore = new(RetryDecisionType.Ignore, null, useCurrentHost: true);

    RetryDecision(RetryDecisionType type, ConsistencyLevel? consistency, bool useCurrentHost)
    {
        DecisionType = type;
        RetryConsistencyLevel = consistency;
        UseCurrentHost = useCurrentHost;
    }

    /// <summary>The kinds of decisions.</summary>
    public enum RetryDecisionType
    {
        /// <summary>Try again.</summary>
        Retry,
        /// <summary>The caller gets the exception.</summary>
        Rethrow,
        /// <summary>The caller gets an empty result.</summary>
        Ignore,
    }

    /// <summary>The kind.</summary>
    public RetryDecisionType DecisionType { get; }

    /// <summary>The consistency of the next try; null for the same.</summary>
    public ConsistencyLevel? RetryConsistencyLevel { get; }

    /// <summary>Whether the next try goes to the same node.</summary>
    public bool UseCurrentHost { get; }

    /// <summary>The caller gets the exception.</summary>
    public static RetryDecision Rethrow() => _rethrow;

    /// <summary>Try the same node again.</summary>
    public static RetryDecision Retry(ConsistencyLevel? consistency) => Retry(consistency, true);

    /// <summary>Try again.</summary>
    public static RetryDecision Retry(ConsistencyLevel? consistency, bool useCurrentHost) => new(RetryDecisionType.Retry, consistency, useCurrentHost);

    /// <summary>The caller gets an empty result.</summary>
    public static RetryDecision Ignore() => _ignore;
}
