#nullable disable

namespace Cassandra;

/// <summary>How statements are sent that do not say it themselves.</summary>
public class QueryOptions
{
    /// <summary>LocalOne. Astra refuses writes at it, so there the default is LocalQuorum.</summary>
    public const ConsistencyLevel DefaultConsistencyLevel = ConsistencyLevel.LocalOne;

    /// <summary>Serial.</summary>
    public const ConsistencyLevel DefaultSerialConsistencyLevel = ConsistencyLevel.Serial;

    /// <summary>5,000 rows.</summary>
    public const int DefaultPageSize = 5000;

    /// <summary>Requests that time out go to the next node, if they may be done twice.</summary>
    public const bool DefaultRetryOnTimeout = true;

    ConsistencyLevel? _consistency;
    ConsistencyLevel _serialConsistency = DefaultSerialConsistencyLevel;
    int _pageSize = DefaultPageSize;
    bool _idempotence;
    bool _prepareOnAllHosts = true;
    bool _reprepareOnUp = true;

    /// <summary>Whether a request that timed out goes to the next node, if it may be done twice.</summary>
    public bool RetryOnTimeout { get; private set; } = DefaultRetryOnTimeout;

    /// <summary>What the cluster itself asks for: LocalQuorum on Astra.</summary>
    internal ConsistencyLevel ServerDefault { get; set; } = DefaultConsistencyLevel;

    /// <summary>Sets how many replicas must answer.</summary>
    public QueryOptions SetConsistencyLevel(ConsistencyLevel consistencyLevel)
    {
        _consistency = consistencyLevel;
        return this;
    }

    /// <summary>How many replicas must answer.</summary>
    public ConsistencyLevel GetConsistencyLevel() => _consistency ?? ServerDefault;

    /// <summary>Sets the consistency of lightweight transactions: Serial or LocalSerial.</summary>
    public QueryOptions SetSerialConsistencyLevel(ConsistencyLevel serialConsistencyLevel)
    {
        CheckSerial(serialConsistencyLevel);
        _serialConsistency = serialConsistencyLevel;
        return this;
    }

    /// <summary>The consistency of lightweight transactions.</summary>
    public ConsistencyLevel GetSerialConsistencyLevel() => _serialConsistency;

    /// <summary>Sets how many rows a page has; negative for no pages.</summary>
    public QueryOptions SetPageSize(int pageSize)
    {
        _pageSize = pageSize;
        return this;
    }

    /// <summary>How many rows a page has.</summary>
    public int GetPageSize() => _pageSize;

    /// <summary>Sets whether a request that timed out goes to the next node.</summary>
    public QueryOptions SetRetryOnTimeout(bool retry)
    {
        RetryOnTimeout = retry;
        return this;
    }

    /// <summary>Sets whether statements may be done twice that do not say it themselves.</summary>
    public QueryOptions SetDefaultIdempotence(bool idempotence)
    {
        _idempotence = idempotence;
        return this;
    }

    /// <summary>Whether statements may be done twice that do not say it themselves.</summary>
    public bool GetDefaultIdempotence() => _idempotence;

    /// <summary>Sets whether a statement is prepared on all nodes that are connected, and not on one alone.</summary>
    public QueryOptions SetPrepareOnAllHosts(bool prepareOnAllHosts)
    {
        _prepareOnAllHosts = prepareOnAllHosts;
        return this;
    }

    /// <summary>Whether a statement is prepared on all nodes that are connected.</summary>
    public bool IsPrepareOnAllHosts() => _prepareOnAllHosts;

    /// <summary>Sets whether statements are prepared again on a node that comes back.</summary>
    public QueryOptions SetReprepareOnUp(bool reprepareOnUp)
    {
        _reprepareOnUp = reprepareOnUp;
        return this;
    }

    /// <summary>Whether statements are prepared again on a node that comes back.</summary>
    public bool IsReprepareOnUp() => _reprepareOnUp;

    internal static void CheckSerial(ConsistencyLevel level)
    {
        if (level is not (ConsistencyLevel.Serial or ConsistencyLevel.LocalSerial))
            throw new ArgumentException($"A serial consistency is Serial or LocalSerial; got {level}.", nameof(level));
    }
}
