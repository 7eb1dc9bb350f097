using System.Net;
using Cassandra;
using Spam.Cassandra.Protocol;

namespace Spam.Cassandra.Transport;

/// <summary>The connection on which a cluster learns of its nodes and of what happens to them. When it is lost, another node takes its place.</summary>
sealed class ControlConnection(Configuration configuration, Metadata metadata, IEndPoints endPoints, ClusterEvents events) : IAsyncDisposable
{
    const int DebounceMillis = 1000, RefreshMillis = 60_000, AgreementPollMillis = 200;

    readonly Connector _connector = new(configuration);
    readonly CancellationTokenSource _ended = new();
    readonly SemaphoreSlim _refreshing = new(1, 1);
    volatile Connection? _connection;
    int _refreshDue;

    /// <summary>Reaches the first contact point that answers, and learns of the nodes.</summary>
    /// <exception cref="NoHostAvailableException">None answered.</exception>
    public async Task StartAsync()
    {
        var points = await endPoints.FindContactPointsAsync(_ended.Token).ConfigureAwait(false);
        var errors = new Dictionary<IPEndPoint, Exception>();
        if (!await TryAsync(points, errors).ConfigureAwait(false))
            throw new NoHostAvailableException(errors);

        metadata.SchemaCheck = AgreesAsync;
        _ = RefreshNowAndThenAsync();
    }

    /// <summary>Waits until all nodes know the same schema; false where they did not in the time allowed.</summary>
    public async Task<bool> WaitForAgreementAsync()
    {
        if (metadata.Hosts.Length <= 1)
            return true;

        var started = configuration.Time.GetTimestamp();
        while (configuration.Time.GetElapsedTime(started).TotalSeconds < configuration.SchemaAgreementWaitSeconds)
        {
            try
            {
                if (await AgreesAsync().ConfigureAwait(false))
                    return true;
            }
            catch (DriverException)
            {
                // Asked again below, on another connection if this one is lost.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(AgreementPollMillis), configuration.Time, _ended.Token).ConfigureAwait(false);
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        if (_connection is { } open)
            await open.CloseAsync(TimeSpan.Zero).ConfigureAwait(false);
    }

    async Task<bool> TryAsync(IReadOnlyList<NodeEndPoint> points, Dictionary<IPEndPoint, Exception> errors)
    {
        foreach (var point in points)
        {
            Connection? connection = null;
            try
            {
                connection = await _connector.OpenAsync(point, Happened, _ended.Token).ConfigureAwait(false);
                await LearnAsync(connection).ConfigureAwait(false);
                _connection = connection;
                _ = WatchAsync(connection);
                return true;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                connection?.Break(error);
                errors[point.Address] = error;
            }
        }

        return false;
    }

    async Task LearnAsync(Connection connection)
    {
        if (await connection.SendAsync(OptionsRequest.Instance, Timeout).ConfigureAwait(false) is SupportedResponse supported
            && supported.Options.TryGetValue("PRODUCT_TYPE", out var product) && product.Contains("DATASTAX_APOLLO"))
        {
            // Astra refuses writes at LocalOne.
            metadata.IsDbaas = true;
            configuration.QueryOptions.ServerDefault = ConsistencyLevel.LocalQuorum;
        }

        await RefreshAsync(connection).ConfigureAwait(false);
        var registered = await connection.SendAsync(new RegisterRequest(["TOPOLOGY_CHANGE", "STATUS_CHANGE", "SCHEMA_CHANGE"]), Timeout).ConfigureAwait(false);
        if (registered is ErrorResponse error)
            throw error.ToException(connection.Address);
    }

    async Task RefreshAsync(Connection connection)
    {
        await _refreshing.WaitAsync(_ended.Token).ConfigureAwait(false);
        try
        {
            var local = await SystemTables.QueryAsync(connection, SystemTables.Local, Timeout).ConfigureAwait(false);
            List<Row> peers;
            try
            {
                peers = await SystemTables.QueryAsync(connection, SystemTables.PeersV2, Timeout).ConfigureAwait(false);
            }
            catch (InvalidQueryException) // before Cassandra 4.0
            {
                peers = await SystemTables.QueryAsync(connection, SystemTables.Peers, Timeout).ConfigureAwait(false);
            }

            var keyspaces = await SystemTables.QueryAsync(connection, SystemTables.Keyspaces, Timeout).ConfigureAwait(false);
            Apply(connection, local, peers, keyspaces);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    void Apply(Connection connection, List<Row> local, List<Row> peers, List<Row> keyspaces)
    {
        if (local.Count == 0)
            throw new ProtocolException("The node knows nothing of itself: system.local has no row.");

        var before = metadata.Hosts;
        var here = SystemTables.ReadLocal(local[0], connection.Address, endPoints.AreProxied, configuration.Port);
        var found = new List<Host> { here };
        found.AddRange(peers.Select(peer => SystemTables.ReadPeer(peer, configuration.Port)).OfType<Host>().Where(peer => peer.HostId != here.HostId));

        // A node that was known stays the same object; one that is reached where it was keeps that address.
        var hosts = found.Select(host => Merge(before, host, keepAddress: host != here)).ToArray();
        metadata.ClusterName = local[0].GetColumn("cluster_name") is null ? null : local[0].GetValue<string>("cluster_name");
        metadata.LocalDatacenter ??= (endPoints as SniEndPoints)?.LocalDatacenter ?? here.Datacenter;
        metadata.Set(before.Length == hosts.Length && before.AsSpan().SequenceEqual(hosts) ? before : hosts);
        metadata.Set(SystemTables.ReadRing(local[0], hosts, keyspaces));

        foreach (var added in hosts.Except(before))
            events.Added(added);
        foreach (var removed in before.Except(hosts))
            events.Removed(removed);
    }

    static Host Merge(Host[] known, Host found, bool keepAddress)
    {
        var same = Array.Find(known, host => host.HostId == found.HostId);
        if (same is null)
            return found;

        if (!(keepAddress && same.IsUp))
            same.Address = found.Address;
        (same.Datacenter, same.Rack, same.CassandraVersion, same.Tokens) = (found.Datacenter, found.Rack, found.CassandraVersion, found.Tokens);
        return same;
    }

    void Happened(EventResponse happened)
    {
        if (happened is { Kind: "STATUS_CHANGE", Change: "UP", Address: { } address })
            events.SaidUp(address);
        if (happened.Schema is not null)
            events.SchemaChanged();
        if (happened.Schema is null or { Target: "KEYSPACE" } && Interlocked.Exchange(ref _refreshDue, 1) == 0)
            _ = RefreshSoonAsync();
    }

    // Events come in swarms: one look a second is enough.
    async Task RefreshSoonAsync()
    {
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(DebounceMillis), configuration.Time, _ended.Token).ConfigureAwait(false);
            Volatile.Write(ref _refreshDue, 0);
            if (_connection is { } connection)
                await RefreshAsync(connection).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _connection?.Break(error is OperationCanceledException ? null : error);
        }
    }

    async Task RefreshNowAndThenAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(RefreshMillis), configuration.Time);
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
                await RefreshSoonAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The cluster is shut down.
        }
    }

    async Task WatchAsync(Connection connection)
    {
        await connection.Closed.ConfigureAwait(false);
        var schedule = configuration.Reconnection.NewSchedule();
        try
        {
            if (!connection.WasStable)
                await Task.Delay(TimeSpan.FromMilliseconds(schedule.NextDelayMs()), configuration.Time, _ended.Token).ConfigureAwait(false);
            while (!_ended.IsCancellationRequested)
            {
                if (await TryAsync(await CandidatesAsync().ConfigureAwait(false), []).ConfigureAwait(false))
                    return;
                await Task.Delay(TimeSpan.FromMilliseconds(schedule.NextDelayMs()), configuration.Time, _ended.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The cluster is shut down.
        }
    }

    // Nodes that are up, then the contact points, looked up anew: after a move all known addresses may be old.
    async Task<IReadOnlyList<NodeEndPoint>> CandidatesAsync()
    {
        var candidates = new List<NodeEndPoint>();
        try
        {
            foreach (var host in metadata.Hosts.OrderByDescending(host => host.IsUp))
                candidates.Add(await endPoints.FindAsync(host, _ended.Token).ConfigureAwait(false));
            candidates.AddRange(await endPoints.FindContactPointsAsync(_ended.Token).ConfigureAwait(false));
        }
        catch (NoHostAvailableException)
        {
            // What was found is tried, and the look-up again after the next wait.
        }

        return [.. candidates.DistinctBy(point => (point.Target, point.ServerName))];
    }

    async Task<bool> AgreesAsync()
    {
        var connection = _connection ?? throw new ConnectionClosedException("There is no control connection.", false, null);
        return await SystemTables.SchemaAgreesAsync(connection, metadata.Hosts, Timeout).ConfigureAwait(false);
    }

    int Timeout => configuration.SocketOptions.ReadTimeoutMillis;
}
