using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>The connections of one session to one node. A lost one is opened again, with the waits of the reconnection policy.</summary>
sealed class HostPool(Host host, HostDistance distance, SessionContext context) : IAsyncDisposable
{
    /// <summary>From this share of its limit on, a connection counts as busy, and the pool grows if it may.</summary>
    const double BusyShare = 0.75;
    const int GrowPauseMillis = 1000;

    readonly Lock _gate = new();
    readonly CancellationTokenSource _ended = new();
    readonly int _core = Math.Max(context.Configuration.PoolingOptions.GetCoreConnectionsPerHost(distance), 1);
    readonly int _max = context.Configuration.PoolingOptions.GetMaxConnectionPerHost(distance);
    readonly int _busy = Math.Max((int)(BusyShare * context.Configuration.PoolingOptions.GetMaxRequestsPerConnection()), 1);
    volatile Connection[] _connections = [];
    Task<Connection>? _opening;
    Exception? _failure;
    TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _reconnecting, _growing;

    /// <summary>The node.</summary>
    public Host Host => host;

    /// <summary>How many connections there are.</summary>
    public int Count => _connections.Length;

    /// <summary>A connection: the least busy one, or a new one where there is none and the node did not just fail.</summary>
    public ValueTask<Connection> GetAsync() => Choose() is { } open ? new(open) : new(OpenFirstAsync());

    /// <summary>Opens the connections that the pool should have.</summary>
    public async Task WarmUpAsync()
    {
        await GetAsync().ConfigureAwait(false);
        while (_connections.Length < _core)
            await OpenAsync().ConfigureAwait(false);
    }

    /// <summary>Tries a lost node now and not only when the schedule says: the cluster says that it is up.</summary>
    public void Hurry() => _hurry.TrySetResult();

    /// <summary>Lets requests on their way end, and closes.</summary>
    public async ValueTask DisposeAsync()
    {
        Connection[] open;
        lock (_gate)
        {
            _ended.Cancel();
            open = _connections;
            _connections = [];
        }

        await Task.WhenAll(open.Select(connection => connection.CloseAsync(context.ClosePatience))).ConfigureAwait(false);
    }

    Connection? Choose()
    {
        Connection? best = null;
        foreach (var connection in _connections)
        {
            if (connection.IsOpen && (best is null || connection.InFlight < best.InFlight))
                best = connection;
        }

        if (best is not null && best.InFlight >= _busy && _connections.Length < _max && !_growing)
            _ = GrowAsync();
        return best;
    }

    async Task GrowAsync()
    {
        lock (_gate)
        {
            if (_growing)
                return;
            _growing = true;
        }

        try
        {
            await OpenAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            _failure = error; // the connections that are there go on; the next try waits a moment
            await Task.Delay(TimeSpan.FromMilliseconds(GrowPauseMillis), context.Configuration.Time, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _growing = false;
        }
    }

    Task<Connection> OpenFirstAsync()
    {
        lock (_gate)
        {
            if (_reconnecting)
                return Task.FromException<Connection>(Waiting());
            return _opening is { IsCompleted: false } ? _opening : _opening = OpenFirstAndWatchAsync();
        }
    }

    // One exception for each who asks: a shared one would gather the stack traces of all.
    DriverException Waiting()
        => _failure is AuthenticationException refused
            ? new AuthenticationException(refused.Message)
            : new ConnectionClosedException($"There is no connection to {host.Address}; it is tried again by the reconnection policy.", requestWasSent: false, _failure);

    async Task<Connection> OpenFirstAndWatchAsync()
    {
        try
        {
            return await OpenAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Lost(error, tryAtOnce: false);
            throw;
        }
    }

    async Task<Connection> OpenAsync()
    {
        var node = await context.EndPoints.FindAsync(host, _ended.Token).ConfigureAwait(false);
        var connection = await context.Connector.OpenAsync(node, null, _ended.Token).ConfigureAwait(false);
        try
        {
            await context.UseAsync(connection).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            connection.Break(error);
            throw;
        }

        lock (_gate)
        {
            if (!_ended.IsCancellationRequested)
            {
                _connections = [.. _connections, connection];
                _failure = null;
                host.IsUp = true;
                _ = WatchAsync(connection);
                return connection;
            }
        }

        connection.Break(null);
        throw new ObjectDisposedException(nameof(HostPool), "The session is shut down.");
    }

    async Task WatchAsync(Connection connection)
    {
        await connection.Closed.ConfigureAwait(false);
        lock (_gate)
            _connections = [.. _connections.Where(other => other != connection)];
        Lost(connection.Reason, tryAtOnce: connection.WasStable);
    }

    void Lost(Exception? reason, bool tryAtOnce)
    {
        lock (_gate)
        {
            if (_ended.IsCancellationRequested)
                return;
            _failure = reason;
            if (_connections.Length == 0)
                host.IsUp = false;
            if (_reconnecting || _connections.Length >= _core)
                return;
            if (tryAtOnce && _connections.Length == 0)
            {
                // Requests that come meanwhile wait for this try. If it fails, the schedule begins.
                _opening = OpenFirstAndWatchAsync();
                return;
            }

            _reconnecting = true;
        }

        _ = ReconnectAsync();
    }

    async Task ReconnectAsync()
    {
        var schedule = context.Configuration.Reconnection.NewSchedule();
        try
        {
            while (_connections.Length < _core)
            {
                var wait = Task.Delay(TimeSpan.FromMilliseconds(schedule.NextDelayMs()), context.Configuration.Time, _ended.Token);
                await Task.WhenAny(wait, _hurry.Task).ConfigureAwait(false);
                _ended.Token.ThrowIfCancellationRequested();
                _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
                try
                {
                    var connection = await OpenAsync().ConfigureAwait(false);
                    await context.CameBackAsync(connection).ConfigureAwait(false);
                }
                catch (Exception error) when (error is not OperationCanceledException and not ObjectDisposedException)
                {
                    _failure = error; // the next wait is longer
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The session is shut down.
        }
        finally
        {
            lock (_gate)
                _reconnecting = false;
        }

        if (_connections.Length < _core)
            Lost(_failure, tryAtOnce: false); // one was lost between the last look and the end of the loop
    }
}
