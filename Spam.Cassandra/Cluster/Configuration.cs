#nullable disable

using Spam.Cassandra.Transport;

namespace Cassandra;

/// <summary>All that was set when a cluster was built.</summary>
public class Configuration
{
    internal Configuration()
    {
    }

    internal IReadOnlyList<ContactPoint> ContactPoints { get; init; } = [];
    internal int Port { get; init; }
    internal IAuthProvider AuthProvider { get; init; }
    internal SSLOptions SslOptions { get; init; }
    internal SecureConnectBundle Bundle { get; init; }
    internal QueryOptions QueryOptions { get; init; }
    internal SocketOptions SocketOptions { get; init; }
    internal PoolingOptions PoolingOptions { get; init; }
    internal ILoadBalancingPolicy LoadBalancing { get; init; }
    internal IReconnectionPolicy Reconnection { get; init; }
    internal IRetryPolicy Retry { get; init; }
    internal string DefaultKeyspace { get; init; }
    internal int QueryAbortMillis { get; init; }
    internal int SchemaAgreementWaitSeconds { get; init; }
    internal string ApplicationName { get; init; }
    internal string ApplicationVersion { get; init; }
    internal string SessionName { get; init; }
    internal Guid ClientId { get; } = Guid.NewGuid();
    internal TimeProvider Time { get; init; } = TimeProvider.System;
}
