#nullable disable

namespace Cassandra;

/// <summary>What a session executes.</summary>
public interface IStatement
{
    /// <summary>Whether a <see cref="RowSet"/> fetches its next pages by itself.</summary>
    bool AutoPage { get; }

    /// <summary>How many replicas must answer; null for the cluster's own default.</summary>
    ConsistencyLevel? ConsistencyLevel { get; }

    /// <summary>Whether the server records what it does.</summary>
    bool IsTracing { get; }

    /// <summary>How many rows a page has; 0 for the cluster's own default, negative for no pages.</summary>
    int PageSize { get; }

    /// <summary>Where the page begins; null for the first.</summary>
    byte[] PagingState { get; }

    /// <summary>The bound values.</summary>
    object[] QueryValues { get; }

    /// <summary>The time of a write; null for this client's clock.</summary>
    DateTimeOffset? Timestamp { get; }

    /// <summary>How long to wait for each node; 0 for the cluster's own default.</summary>
    int ReadTimeoutMillis { get; }

    /// <summary>What to do when a node fails; null for the cluster's own policy.</summary>
    IRetryPolicy RetryPolicy { get; }

    /// <summary>The partition key; null where it is unknown.</summary>
    RoutingKey RoutingKey { get; }

    /// <summary>The consistency of lightweight transactions.</summary>
    ConsistencyLevel SerialConsistencyLevel { get; }

    /// <summary>Always false: on version 4 a result without its columns may be read by stale ones.</summary>
    bool SkipMetadata { get; }

    /// <summary>Bytes by name for the server's query handler.</summary>
    IDictionary<string, byte[]> OutgoingPayload { get; }

    /// <summary>Whether the statement may be done twice; null for the cluster's own default.</summary>
    bool? IsIdempotent { get; }

    /// <summary>The keyspace, for routing.</summary>
    string Keyspace { get; }

    /// <summary>Sets whether a <see cref="RowSet"/> fetches its next pages by itself.</summary>
    IStatement SetAutoPage(bool autoPage);

    /// <summary>Sets how many rows a page has.</summary>
    IStatement SetPageSize(int pageSize);

    /// <summary>Sets where the page begins. A state that is not empty also switches <see cref="AutoPage"/> off.</summary>
    IStatement SetPagingState(byte[] pagingState);

    /// <summary>Sets how many replicas must answer.</summary>
    IStatement SetConsistencyLevel(ConsistencyLevel? consistency);

    /// <summary>Sets the consistency of lightweight transactions: Serial or LocalSerial.</summary>
    IStatement SetSerialConsistencyLevel(ConsistencyLevel serialConsistency);

    /// <summary>Sets how long to wait for each node.</summary>
    IStatement SetReadTimeoutMillis(int timeout);

    /// <summary>Sets what to do when a node fails.</summary>
    IStatement SetRetryPolicy(IRetryPolicy policy);

    /// <summary>Sets the time of a write.</summary>
    IStatement SetTimestamp(DateTimeOffset value);

    /// <summary>Sets whether the statement may be done twice.</summary>
    IStatement SetIdempotence(bool value);

    /// <summary>Has the server record what it does.</summary>
    IStatement EnableTracing(bool enable = true);

    /// <summary>Ends <see cref="EnableTracing"/>.</summary>
    IStatement DisableTracing();
}
