#nullable disable

namespace Cassandra;

/// <summary>What all statements have.</summary>
public abstract class Statement : IStatement
{
    ConsistencyLevel _serialConsistency = QueryOptions.DefaultSerialConsistencyLevel;

    /// <summary>A statement with the cluster's own defaults.</summary>
    protected Statement()
    {
    }

    /// <inheritdoc/>
    public virtual object[] QueryValues { get; internal set; }

    /// <inheritdoc/>
    public abstract RoutingKey RoutingKey { get; }

    /// <inheritdoc/>
    public virtual string Keyspace { get; internal set; }

    /// <inheritdoc/>
    public bool AutoPage { get; private set; } = true;

    /// <inheritdoc/>
    public ConsistencyLevel? ConsistencyLevel { get; private set; }

    /// <inheritdoc/>
    public bool IsTracing { get; private set; }

    /// <inheritdoc/>
    public int PageSize { get; private set; }

    /// <inheritdoc/>
    public byte[] PagingState { get; private set; }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get; private set; }

    /// <inheritdoc/>
    public int ReadTimeoutMillis { get; private set; }

    /// <inheritdoc/>
    public IRetryPolicy RetryPolicy { get; private set; }

    /// <inheritdoc/>
    public ConsistencyLevel SerialConsistencyLevel => _serialConsistency;

    /// <inheritdoc/>
    public bool SkipMetadata => false;

    /// <inheritdoc/>
    public IDictionary<string, byte[]> OutgoingPayload { get; internal set; }

    /// <inheritdoc/>
    public bool? IsIdempotent { get; private set; }

    /// <summary>Whether the serial consistency was set here and not left to the cluster.</summary>
    internal bool HasSerialConsistency { get; private set; }

    /// <inheritdoc/>
    public IStatement SetAutoPage(bool autoPage)
    {
        AutoPage = autoPage;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetPageSize(int pageSize)
    {
        PageSize = pageSize;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetPagingState(byte[] pagingState)
    {
        PagingState = pagingState;
        if (pagingState is { Length: > 0 })
            AutoPage = false;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetConsistencyLevel(ConsistencyLevel? consistency)
    {
        ConsistencyLevel = consistency;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetSerialConsistencyLevel(ConsistencyLevel serialConsistency)
    {
        QueryOptions.CheckSerial(serialConsistency);
        _serialConsistency = serialConsistency;
        HasSerialConsistency = true;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetReadTimeoutMillis(int timeout)
    {
        ReadTimeoutMillis = timeout;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetRetryPolicy(IRetryPolicy policy)
    {
        RetryPolicy = policy;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetTimestamp(DateTimeOffset value)
    {
        Timestamp = value;
        return this;
    }

    /// <inheritdoc/>
    public IStatement SetIdempotence(bool value)
    {
        IsIdempotent = value;
        return this;
    }

    /// <inheritdoc/>
    public IStatement EnableTracing(bool enable = true)
    {
        IsTracing = enable;
        return this;
    }

    /// <inheritdoc/>
    public IStatement DisableTracing() => EnableTracing(false);
}
