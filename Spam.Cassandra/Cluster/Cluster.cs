#nullable disable

using System.Net;
using Spam.Cassandra.Transport;

namespace Cassandra;

/// <summary>A cluster of Cassandra nodes, or an Astra database. Nothing is connected before the first session is made.</summary>
public class Cluster : ICluster
{
    readonly Lock _gate = new();
    readonly Metadata _metadata = new();
    readonly IEndPoints _endPoints;
    readonly List<Session> _sessions = [];
    ControlConnection _control;
    Task _starting;
    int _made;
    bool _ended;

    internal Cluster(Configuration configuration)
    {
        Configuration = configuration;
        _endPoints = configuration.Bundle is null ? new DirectEndPoints(configuration) : new SniEndPoints(configuration);
    }

    /// <summary>A node came.</summary>
    public event Action<Host> HostAdded;

    /// <summary>A node left.</summary>
    public event Action<Host> HostRemoved;

    /// <summary>All that was set when the cluster was built.</summary>
    public Configuration Configuration { get; }

    /// <summary>What is known of the cluster. Reading it connects where nothing did before, and blocks for it.</summary>
    public Metadata Metadata
    {
        get
        {
            Blocking.Wait(StartAsync(), Configuration.QueryAbortMillis);
            return _metadata;
        }
    }

    /// <summary>What is known so far, without connecting.</summary>
    internal Metadata MetadataNow => _metadata;

    /// <summary>A builder.</summary>
    public static Builder Builder() => new();

    /// <summary>The cluster of a builder that was set elsewhere.</summary>
    public static Cluster BuildFrom(IInitializer initializer)
        => initializer is Builder builder
            ? builder.Build()
            : throw new ArgumentException("A cluster is built from a Builder; other initializers are not supported.", nameof(initializer));

    /// <summary>All nodes that are known.</summary>
    public ICollection<Host> AllHosts() => _metadata.AllHosts();

    /// <summary>The node that listens at an address; null where none is known.</summary>
    public Host GetHost(IPEndPoint address) => _metadata.GetHost(address);

    /// <summary>Makes a session and blocks for it.</summary>
    public ISession Connect() => Connect(Configuration.DefaultKeyspace);

    /// <summary>Makes a session in a keyspace and blocks for it.</summary>
    public ISession Connect(string keyspace) => Blocking.Wait(ConnectAsync(keyspace), 0);

    /// <summary>Makes a session in the default keyspace.</summary>
    public Task<ISession> ConnectAsync() => ConnectAsync(Configuration.DefaultKeyspace);

    /// <summary>Makes a session in a keyspace. Where it fails, it may be tried again.</summary>
    /// <exception cref="NoHostAvailableException">No node could be reached, or each refused the credentials: see its Errors.</exception>
    /// <exception cref="InvalidQueryException">There is no such keyspace.</exception>
    public async Task<ISession> ConnectAsync(string keyspace)
    {
        await StartAsync().ConfigureAwait(false);
        var name = $"{Configuration.SessionName ?? "s"}{Interlocked.Increment(ref _made) - 1}";
        var session = new Session(this, new(Configuration, _endPoints, string.IsNullOrEmpty(keyspace) ? null : keyspace), name);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _sessions.Add(session);
        }

        await session.StartAsync().ConfigureAwait(false);
        return session;
    }

    /// <summary>Makes a session in the default keyspace, which is made first where it is not there, and blocks for it.</summary>
    public ISession ConnectAndCreateDefaultKeyspaceIfNotExists(Dictionary<string, string> replication = null, bool durableWrites = true)
    {
        var session = Connect(null);
        session.CreateKeyspaceIfNotExists(Configuration.DefaultKeyspace, replication, durableWrites);
        session.ChangeKeyspace(Configuration.DefaultKeyspace);
        return session;
    }

    /// <summary>Shuts all sessions down and blocks for it; negative waits as long as it takes.</summary>
    public void Shutdown(int timeoutMs = -1) => Blocking.Wait(ShutdownAsync(timeoutMs), 0);

    /// <summary>Lets requests on their way end, and closes all connections. The cluster cannot be used afterwards.</summary>
    public async Task ShutdownAsync(int timeoutMs = -1)
    {
        Session[] sessions;
        lock (_gate)
        {
            _ended = true;
            sessions = [.. _sessions];
        }

        var closed = Task.WhenAll([.. sessions.Select(session => session.ShutdownAsync()), _control?.DisposeAsync().AsTask() ?? Task.CompletedTask]);
        await closed.WaitAsync(timeoutMs < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(timeoutMs), Configuration.Time).ConfigureAwait(false);
    }

    /// <summary>Shuts all sessions down and blocks for it.</summary>
    public void Dispose()
    {
        Shutdown();
        GC.SuppressFinalize(this);
    }

    internal Task<bool> WaitForAgreementAsync() => _control?.WaitForAgreementAsync() ?? Task.FromResult(true);

    internal void Forget(Session session)
    {
        lock (_gate)
            _sessions.Remove(session);
    }

    // Once. What failed is tried anew by the next who connects: a cluster that was down when a program started comes back by itself.
    Task StartAsync()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            return _starting is null or { IsFaulted: true } or { IsCanceled: true } ? _starting = StartOnceAsync() : _starting;
        }
    }

    async Task StartOnceAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding); // out of the lock, and of whatever context the caller has
        var control = new ControlConnection(Configuration, _metadata, _endPoints, new(Added, Removed, SaidUp, SchemaChanged));
        await control.StartAsync().ConfigureAwait(false);
        try
        {
            Configuration.LoadBalancing.Initialize(this);
        }
        catch
        {
            await control.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _control = control;
    }

    void Added(Host host)
    {
        foreach (var session in Sessions())
            session.Add(host);
        HostAdded?.Invoke(host);
    }

    void Removed(Host host)
    {
        foreach (var session in Sessions())
            session.Remove(host);
        HostRemoved?.Invoke(host);
    }

    void SaidUp(IPEndPoint address)
    {
        foreach (var session in Sessions())
            session.SaidUp(address);
    }

    void SchemaChanged()
    {
        foreach (var session in Sessions())
            session.Context.Forget();
    }

    Session[] Sessions()
    {
        lock (_gate)
            return [.. _sessions];
    }
}
