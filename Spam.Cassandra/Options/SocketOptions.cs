#nullable disable

namespace Cassandra;

/// <summary>How connections are opened, and how long answers are waited for.</summary>
public class SocketOptions
{
    /// <summary>5 seconds.</summary>
    public const int DefaultConnectTimeoutMillis = 5000;

    /// <summary>12 seconds.</summary>
    public const int DefaultReadTimeoutMillis = 12000;

    /// <summary>How long each step of opening a connection may take.</summary>
    public int ConnectTimeoutMillis { get; private set; } = DefaultConnectTimeoutMillis;

    /// <summary>How long a node may take to answer; 0 for ever.</summary>
    public int ReadTimeoutMillis { get; private set; } = DefaultReadTimeoutMillis;

    internal bool TcpNoDelay { get; private set; } = true;

    internal bool KeepAlive { get; private set; } = true;

    /// <summary>Sets how long each step of opening a connection may take.</summary>
    public SocketOptions SetConnectTimeoutMillis(int connectTimeoutMillis)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(connectTimeoutMillis);
        ConnectTimeoutMillis = connectTimeoutMillis;
        return this;
    }

    /// <summary>Sets how long a node may take to answer; 0 for ever.</summary>
    public SocketOptions SetReadTimeoutMillis(int milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(milliseconds);
        ReadTimeoutMillis = milliseconds;
        return this;
    }

    /// <summary>Sets whether small packets leave at once. They do by default: requests are put together before they reach the socket.</summary>
    public SocketOptions SetTcpNoDelay(bool tcpNoDelay)
    {
        TcpNoDelay = tcpNoDelay;
        return this;
    }

    /// <summary>Sets whether the system probes idle connections. It does by default.</summary>
    public SocketOptions SetKeepAlive(bool keepAlive)
    {
        KeepAlive = keepAlive;
        return this;
    }
}
