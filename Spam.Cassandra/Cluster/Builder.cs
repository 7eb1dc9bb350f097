#nullable disable

using System.Net;
using Spam.Cassandra.Transport;

namespace Cassandra;

/// <summary>Sets how a cluster is reached. What is given here is read once, by <see cref="Build"/>.</summary>
public class Builder : IInitializer
{
    const int DefaultPort = 9042, DefaultQueryAbortMillis = 20000, DefaultAgreementSeconds = 10;
    const long FirstReconnectMillis = 1000, LastReconnectMillis = 60_000;

    readonly List<ContactPoint> _contactPoints = [];
    int _port = DefaultPort;
    IAuthProvider _auth;
    string _keyspace, _bundle, _applicationName, _applicationVersion, _sessionName;
    SSLOptions _ssl;
    QueryOptions _query = new();
    SocketOptions _socket = new();
    PoolingOptions _pooling = PoolingOptions.Create();
    ILoadBalancingPolicy _loadBalancing;
    IReconnectionPolicy _reconnection;
    IRetryPolicy _retry;
    int _queryAbort = DefaultQueryAbortMillis;
    int _agreementSeconds = DefaultAgreementSeconds;

    /// <summary>For tests: the clock.</summary>
    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>
    /// Adds a node to begin with: a host name or an address, without a port. Names are looked up when they are needed, and again when all nodes are lost.
    /// </summary>
    public Builder AddContactPoint(string address)
    {
        ArgumentException.ThrowIfNullOrEmpty(address);
        _contactPoints.Add(new(address));
        return this;
    }

    /// <summary>Adds a node to begin with.</summary>
    public Builder AddContactPoint(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return AddContactPoint(address.ToString());
    }

    /// <summary>Adds a node to begin with, at a port of its own.</summary>
    public Builder AddContactPoint(IPEndPoint address)
    {
        ArgumentNullException.ThrowIfNull(address);
        _contactPoints.Add(new(address.ToString(), address));
        return this;
    }

    /// <summary>Adds nodes to begin with.</summary>
    public Builder AddContactPoints(params string[] addresses) => AddContactPoints((IEnumerable<string>)addresses);

    /// <summary>Adds nodes to begin with.</summary>
    public Builder AddContactPoints(IEnumerable<string> addresses) => AddAll(addresses, AddContactPoint);

    /// <summary>Adds nodes to begin with.</summary>
    public Builder AddContactPoints(params IPAddress[] addresses) => AddContactPoints((IEnumerable<IPAddress>)addresses);

    /// <summary>Adds nodes to begin with.</summary>
    public Builder AddContactPoints(IEnumerable<IPAddress> addresses) => AddAll(addresses, AddContactPoint);

    /// <summary>Adds nodes to begin with, at ports of their own.</summary>
    public Builder AddContactPoints(params IPEndPoint[] addresses) => AddContactPoints((IEnumerable<IPEndPoint>)addresses);

    /// <summary>Adds nodes to begin with, at ports of their own.</summary>
    public Builder AddContactPoints(IEnumerable<IPEndPoint> addresses) => AddAll(addresses, AddContactPoint);

    /// <summary>Sets the port of all nodes that do not say theirs: 9042 by default.</summary>
    public Builder WithPort(int port)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        _port = port;
        return this;
    }

    /// <summary>Sets a user name and a password. On Astra: <c>token</c> and a token, or a client id and its secret.</summary>
    public Builder WithCredentials(string username, string password) => WithAuthProvider(new PlainTextAuthProvider(username, password));

    /// <summary>Sets who says who is there.</summary>
    public Builder WithAuthProvider(IAuthProvider authProvider) => Set(ref _auth, authProvider);

    /// <summary>Sets the keyspace of sessions that name none.</summary>
    public Builder WithDefaultKeyspace(string defaultKeyspace) => Set(ref _keyspace, defaultKeyspace);

    /// <summary>Connects to Astra by the path of a secure connect bundle.</summary>
    public Builder WithCloudSecureConnectionBundle(string bundlePath) => Set(ref _bundle, bundlePath);

    /// <summary>Encrypts connections. The system's authorities decide whom to trust.</summary>
    public Builder WithSSL() => WithSSL(new());

    /// <summary>Encrypts connections.</summary>
    public Builder WithSSL(SSLOptions sslOptions) => Set(ref _ssl, sslOptions);

    /// <summary>Sets how statements are sent that do not say it themselves.</summary>
    public Builder WithQueryOptions(QueryOptions options) => Set(ref _query, options);

    /// <summary>Sets how connections are opened, and how long answers are waited for.</summary>
    public Builder WithSocketOptions(SocketOptions value) => Set(ref _socket, value);

    /// <summary>Sets how many connections are kept.</summary>
    public Builder WithPoolingOptions(PoolingOptions value) => Set(ref _pooling, value);

    /// <summary>Sets which nodes requests go to.</summary>
    public Builder WithLoadBalancingPolicy(ILoadBalancingPolicy policy) => Set(ref _loadBalancing, policy);

    /// <summary>Sets how long to wait before a lost node is tried again: 1 second, doubling to 60, by default.</summary>
    public Builder WithReconnectionPolicy(IReconnectionPolicy policy) => Set(ref _reconnection, policy);

    /// <summary>Sets what to do when a node fails.</summary>
    public Builder WithRetryPolicy(IRetryPolicy policy) => Set(ref _retry, policy);

    /// <summary>Not supported here.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public Builder WithSpeculativeExecutionPolicy(ISpeculativeExecutionPolicy policy)
        => throw new NotSupportedException("Speculative execution is not supported. Leave the policy out: without one the driver asks no second node either.");

    /// <summary>Sets how long synchronous calls may block: 20,000 milliseconds by default; 0 for ever.</summary>
    public Builder WithQueryTimeout(int queryAbortTimeout)
    {
        _queryAbort = queryAbortTimeout;
        return this;
    }

    /// <summary>Sets the highest version of the protocol. Version 4 is spoken whatever higher one is allowed.</summary>
    /// <exception cref="NotSupportedException">The version is below 4.</exception>
    public Builder WithMaxProtocolVersion(ProtocolVersion version)
        => version >= ProtocolVersion.V4
            ? this
            : throw new NotSupportedException($"Only version 4 of the protocol is supported; got {version}. Cassandra 2.2 and later speak it.");

    /// <inheritdoc cref="WithMaxProtocolVersion(ProtocolVersion)"/>
    public Builder WithMaxProtocolVersion(byte version) => WithMaxProtocolVersion((ProtocolVersion)version);

    /// <summary>Sets how long to wait, after a change of the schema, until all nodes know it: 10 seconds by default.</summary>
    public Builder WithMaxSchemaAgreementWaitSeconds(int maxSchemaAgreementWaitSeconds)
    {
        _agreementSeconds = maxSchemaAgreementWaitSeconds;
        return this;
    }

    /// <summary>Sets the program's name, which the servers' own lists of clients show.</summary>
    public Builder WithApplicationName(string name) => Set(ref _applicationName, name);

    /// <summary>Sets the program's version.</summary>
    public Builder WithApplicationVersion(string version) => Set(ref _applicationVersion, version);

    /// <summary>Sets what names of sessions begin with.</summary>
    public Builder WithSessionName(string sessionName) => Set(ref _sessionName, sessionName);

    /// <summary>Accepts no compression alone.</summary>
    /// <exception cref="NotSupportedException">Compression is asked for.</exception>
    public Builder WithCompression(CompressionType compression)
        => compression == CompressionType.NoCompression
            ? this
            : throw new NotSupportedException($"Compression is not supported; got {compression}. Use NoCompression, which is the default.");

    /// <summary>Changes nothing: names of contact points are never looked up for good here, so both settings hold.</summary>
    public Builder WithUnresolvedContactPoints(bool keepContactPointsUnresolved) => this;

    /// <summary>Makes the cluster. A bundle is read; nothing is connected.</summary>
    /// <exception cref="ArgumentException">Settings are missing or exclude each other.</exception>
    /// <exception cref="InvalidOperationException">The bundle cannot be read.</exception>
    public Cluster Build()
    {
        if (_bundle is not null && (_contactPoints.Count > 0 || _ssl is not null))
            throw new ArgumentException("A secure connect bundle says where to connect and how to encrypt: leave AddContactPoint and WithSSL out.");
        if (_bundle is not null && _auth is null)
            throw new ArgumentException("A secure connect bundle needs credentials too: WithCredentials(\"token\", <token>), or a client id and its secret.");
        if (_bundle is null && _contactPoints.Count == 0)
            throw new ArgumentException("There is nowhere to connect to: give AddContactPoint a host name or an address.");

        return new(new()
        {
            ContactPoints = [.. _contactPoints],
            Port = _port,
            AuthProvider = _auth,
            SslOptions = _ssl,
            Bundle = _bundle is null ? null : SecureConnectBundle.Read(_bundle),
            QueryOptions = _query,
            SocketOptions = _socket,
            PoolingOptions = _pooling,
            LoadBalancing = _loadBalancing ?? new TokenAwarePolicy(new DCAwareRoundRobinPolicy()),
            Reconnection = _reconnection ?? new ExponentialReconnectionPolicy(FirstReconnectMillis, LastReconnectMillis),
            Retry = _retry ?? new DefaultRetryPolicy(),
            DefaultKeyspace = _keyspace,
            QueryAbortMillis = _queryAbort,
            SchemaAgreementWaitSeconds = _agreementSeconds,
            ApplicationName = _applicationName,
            ApplicationVersion = _applicationVersion,
            SessionName = _sessionName,
            Time = Time,
        });
    }

    Builder AddAll<T>(IEnumerable<T> addresses, Func<T, Builder> add)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        foreach (var address in addresses)
            add(address);
        return this;
    }

    Builder Set<T>(ref T field, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        field = value;
        return this;
    }
}
