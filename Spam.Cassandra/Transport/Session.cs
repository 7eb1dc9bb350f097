using System.Collections.Concurrent;
using System.Net;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>A pool of connections to each node, and what runs on them.</summary>
sealed class Session(Cluster cluster, SessionContext context, string name) : ISession
{
    readonly ConcurrentDictionary<Host, HostPool> _pools = new();
    readonly ConcurrentDictionary<(Host, string), Task<PreparedResult>> _preparing = new();
    int _disposed;

    public int BinaryProtocolVersion => 4;

    public ICluster Cluster => cluster;

    public bool IsDisposed => _disposed != 0;

    public string? Keyspace => context.Keyspace;

    public string SessionName => name;

    /// <summary>What the pools share.</summary>
    public SessionContext Context => context;

    int AbortMillis => context.Configuration.QueryAbortMillis;

    /// <summary>Opens the connections. One node that answers is enough.</summary>
    public async Task StartAsync()
    {
        foreach (var host in cluster.MetadataNow.Hosts)
            Add(host);
        if (!context.Configuration.PoolingOptions.GetWarmup() && Keyspace is null)
            return;

        var errors = new ConcurrentDictionary<IPEndPoint, Exception>();
        await Task.WhenAll(_pools.Values.Select(async pool =>
        {
            try
            {
                await pool.WarmUpAsync().ConfigureAwait(false);
            }
            catch (Exception error)
            {
                errors[pool.Host.Address] = error;
            }
        })).ConfigureAwait(false);

        if (_pools.Values.Any(pool => pool.Count > 0))
            return;

        await ShutdownAsync().ConfigureAwait(false);
        throw errors.Values.FirstOrDefault(error => error is InvalidQueryException) ?? new NoHostAvailableException(new(errors)); // a keyspace that is missing
    }

    public Task<RowSet> ExecuteAsync(IStatement statement) => ExecuteAsync(statement, statement?.PagingState);

    public RowSet Execute(string cqlQuery) => Execute(new SimpleStatement(cqlQuery));

    public RowSet Execute(IStatement statement) => Blocking.Wait(ExecuteAsync(statement), AbortMillis);

    public RowSet Execute(string cqlQuery, ConsistencyLevel consistency) => Execute(new SimpleStatement(cqlQuery).SetConsistencyLevel(consistency));

    public RowSet Execute(string cqlQuery, int pageSize) => Execute(new SimpleStatement(cqlQuery).SetPageSize(pageSize));

    public PreparedStatement Prepare(string cqlQuery) => Blocking.Wait(PrepareAsync(cqlQuery), AbortMillis);

    public async Task<PreparedStatement> PrepareAsync(string cqlQuery)
    {
        ArgumentException.ThrowIfNullOrEmpty(cqlQuery);
        ThrowIfDisposed();
        if (context.Find(cqlQuery) is { } known)
            return new(known);

        var errors = new Dictionary<IPEndPoint, Exception>();
        foreach (var host in context.Configuration.LoadBalancing.NewQueryPlan(Keyspace, new SimpleStatement(cqlQuery)))
        {
            if (PoolOf(host) is not { } pool)
                continue;

            try
            {
                var keyspace = Keyspace;
                var result = await PrepareOnAsync(pool, cqlQuery).ConfigureAwait(false);
                var prepared = new PreparedQuery(result.Id, cqlQuery, keyspace, result.Variables, result.KeyIndexes);
                context.Keep(prepared);
                if (context.Configuration.QueryOptions.IsPrepareOnAllHosts())
                    await PrepareOnOthersAsync(pool, cqlQuery).ConfigureAwait(false);
                return new(prepared);
            }
            catch (Exception error) when (error is not QueryValidationException or OverloadedException or IsBootstrappingException)
            {
                errors[host.Address] = error; // preparing twice does no harm
            }
        }

        throw new NoHostAvailableException(errors);
    }

    public void ChangeKeyspace(string keyspaceName) => Execute($"USE {SessionContext.Quote(keyspaceName)}");

    public void CreateKeyspace(string keyspaceName, Dictionary<string, string>? replication = null, bool durableWrites = true)
        => Blocking.Wait(CreateKeyspaceAsync(keyspaceName, replication, durableWrites, ifNotExists: false), AbortMillis);

    public void CreateKeyspaceIfNotExists(string keyspaceName, Dictionary<string, string>? replication = null, bool durableWrites = true)
        => Blocking.Wait(CreateKeyspaceAsync(keyspaceName, replication, durableWrites, ifNotExists: true), AbortMillis);

    public void DeleteKeyspace(string keyspaceName) => Execute($"DROP KEYSPACE {SessionContext.Quote(keyspaceName)}");

    public void DeleteKeyspaceIfExists(string keyspaceName) => Execute($"DROP KEYSPACE IF EXISTS {SessionContext.Quote(keyspaceName)}");

    public async Task ShutdownAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        cluster.Forget(this);
        await Task.WhenAll(_pools.Values.Select(pool => pool.DisposeAsync().AsTask())).ConfigureAwait(false);
        _pools.Clear();
    }

    public void Dispose() => Blocking.Wait(ShutdownAsync(), AbortMillis);

    /// <summary>The connections to a node; null where the policy ignores it.</summary>
    public HostPool? PoolOf(Host host) => _pools.GetValueOrDefault(host);

    /// <summary>A node came.</summary>
    public void Add(Host host)
    {
        var distance = context.Configuration.LoadBalancing.Distance(host);
        if (distance != HostDistance.Ignored && !IsDisposed)
            _pools.TryAdd(host, new(host, distance, context));
    }

    /// <summary>A node left.</summary>
    public void Remove(Host host)
    {
        if (_pools.TryRemove(host, out var pool))
            _ = pool.DisposeAsync().AsTask();
    }

    /// <summary>The cluster says that a node is up.</summary>
    public void SaidUp(IPEndPoint address)
    {
        foreach (var pool in _pools.Values.Where(pool => pool.Host.Address.Equals(address)))
            pool.Hurry();
    }

    /// <summary>A statement changed the keyspace.</summary>
    public void Used(string keyspace) => context.Keyspace = keyspace;

    /// <summary>A statement changed the schema: waits until all nodes know it.</summary>
    public Task<bool> SchemaChangedAsync()
    {
        context.Forget();
        return cluster.WaitForAgreementAsync();
    }

    /// <summary>The rows of an answer, which fetch their next pages as this one was fetched.</summary>
    public RowSet Rows(RowsResult? rows, ExecutionInfo info, IStatement statement)
        => new(rows, info, statement.AutoPage, rows?.PagingState is null ? null : FetchOf(statement), AbortMillis);

    /// <summary>Prepares a statement on a node. All who want the same at once wait for one answer.</summary>
    public Task<PreparedResult> PrepareOnAsync(HostPool pool, PreparedQuery query) => PrepareOnAsync(pool, query.Query);

    async Task<PreparedResult> PrepareOnAsync(HostPool pool, string query)
    {
        var key = (pool.Host, query);
        var task = _preparing.GetOrAdd(key, static (_, state) => state.Session.SendPrepareAsync(state.Pool, state.Query), (Session: this, Pool: pool, Query: query));
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            _preparing.TryRemove(KeyValuePair.Create(key, task));
        }
    }

    async Task<PreparedResult> SendPrepareAsync(HostPool pool, string query)
    {
        var connection = await pool.GetAsync().ConfigureAwait(false);
        await context.UseAsync(connection).ConfigureAwait(false);
        return await connection.SendAsync(new PrepareRequest(query), context.Configuration.SocketOptions.ReadTimeoutMillis).ConfigureAwait(false) switch
        {
            PreparedResult prepared => prepared,
            ErrorResponse error => throw error.ToException(pool.Host.Address),
            var other => throw new ProtocolException($"Expected a prepared statement; got {other.GetType().Name}."),
        };
    }

    // Where it fails it is prepared when it is needed.
    Task PrepareOnOthersAsync(HostPool first, string query)
        => Task.WhenAll(_pools.Values.Where(pool => pool != first && pool.Count > 0).Select(async pool =>
        {
            try
            {
                await PrepareOnAsync(pool, query).ConfigureAwait(false);
            }
            catch (Exception error) when (error is DriverException or IOException)
            {
                // As said above.
            }
        }));

    async Task<RowSet> CreateKeyspaceAsync(string keyspace, Dictionary<string, string>? replication, bool durableWrites, bool ifNotExists)
    {
        ArgumentException.ThrowIfNullOrEmpty(keyspace);
        if (cluster.MetadataNow.IsDbaas)
            throw new InvalidQueryException("Astra makes keyspaces in its console alone, not by CREATE KEYSPACE. Make it there.");

        replication ??= new() { ["class"] = "SimpleStrategy", ["replication_factor"] = "1" };
        var options = string.Join(", ", replication.Select(option => $"{Text(option.Key)} : {Text(option.Value)}"));
        var query = $"CREATE KEYSPACE {(ifNotExists ? "IF NOT EXISTS " : "")}{SessionContext.Quote(keyspace)} "
            + $"WITH replication = {{{options}}} AND durable_writes = {(durableWrites ? "true" : "false")}";
        return await ExecuteAsync(new SimpleStatement(query)).ConfigureAwait(false);

        static string Text(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    Task<RowSet> ExecuteAsync(IStatement? statement, byte[]? pagingState)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ThrowIfDisposed();
        return new RequestExecution(this, statement, pagingState).RunAsync();
    }

    // Apart from Rows, which else would make the closure for answers of one page too.
    Func<byte[], Task<RowSet>> FetchOf(IStatement statement) => state => ExecuteAsync(statement, state);

    void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(IsDisposed, this);
}
