#nullable disable

namespace Cassandra;

/// <summary>How many connections are kept to each node, and how many requests each carries.</summary>
public class PoolingOptions
{
    /// <summary>2,048 requests.</summary>
    public const int DefaultMaxRequestsPerConnection = 2048;

    /// <summary>30 seconds.</summary>
    public const int DefaultHeartBeatInterval = 30000;

    const int MaxStreams = 32768; // ids of version 4

    readonly int[] _core = [1, 1, 0];
    readonly int[] _max = [2, 1, 0];
    int _maxRequests = DefaultMaxRequestsPerConnection;
    int? _heartBeat = DefaultHeartBeatInterval;
    bool _warmup = true;

    /// <summary>The defaults, which are the same for every version of the protocol spoken here.</summary>
    public static PoolingOptions Create(ProtocolVersion protocolVersion = ProtocolVersion.MaxSupported) => new();

    /// <summary>Sets how many connections are opened to each node of a distance.</summary>
    public PoolingOptions SetCoreConnectionsPerHost(HostDistance distance, int coreConnections)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coreConnections);
        _core[(int)distance] = coreConnections;
        _max[(int)distance] = Math.Max(_max[(int)distance], coreConnections);
        return this;
    }

    /// <summary>How many connections are opened to each node of a distance.</summary>
    public int GetCoreConnectionsPerHost(HostDistance distance) => _core[(int)distance];

    /// <summary>Sets to how many connections the pool of a node may grow under load.</summary>
    public PoolingOptions SetMaxConnectionsPerHost(HostDistance distance, int maxConnections)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxConnections);
        _max[(int)distance] = maxConnections;
        _core[(int)distance] = Math.Min(_core[(int)distance], maxConnections);
        return this;
    }

    /// <summary>To how many connections the pool of a node may grow.</summary>
    public int GetMaxConnectionPerHost(HostDistance distance) => _max[(int)distance];

    /// <summary>Sets how many requests a connection carries at once: 1 to 32,768.</summary>
    public PoolingOptions SetMaxRequestsPerConnection(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxStreams);
        _maxRequests = value;
        return this;
    }

    /// <summary>How many requests a connection carries at once.</summary>
    public int GetMaxRequestsPerConnection() => _maxRequests;

    /// <summary>Sets after how many milliseconds of silence a connection is probed; 0 for never.</summary>
    public PoolingOptions SetHeartBeatInterval(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        _heartBeat = value;
        return this;
    }

    /// <summary>After how many milliseconds of silence a connection is probed.</summary>
    public int? GetHeartBeatInterval() => _heartBeat;

    /// <summary>Sets whether connecting opens the connections to all nodes, and not the first request.</summary>
    public PoolingOptions SetWarmup(bool doWarmup)
    {
        _warmup = doWarmup;
        return this;
    }

    /// <summary>Whether connecting opens the connections to all nodes.</summary>
    public bool GetWarmup() => _warmup;
}
