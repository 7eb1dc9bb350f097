using System.Threading.Channels;
using Cassandra;
using Spam.Web.Configuration;

namespace Spam.Web.Storage.Cassandra;

/// <summary>
/// Connects in the background, again and again until it succeeds: the service starts, and serves, without its cluster. Once connected, the driver
/// finds lost nodes again by itself; when a statement is refused the tables are looked for again, and made again where that is allowed.
/// </summary>
sealed class CassandraConnection(Settings settings, TimeProvider clock, ILogger<CassandraConnection> logger) : BackgroundService
{
    const int ShutdownMillis = 2_000;
    static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(1);

    readonly CassandraSettings _settings = settings.Cassandra ?? throw new InvalidOperationException($"There are no settings of Cassandra while STORE is {settings.Store}.");
    readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Channel<bool> _refused = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    volatile CassandraSession? _session;
    volatile StoreException? _failure;

    /// <summary>The session, after the first try to connect.</summary>
    /// <exception cref="StoreException">There is none now; the message says why.</exception>
    public async ValueTask<CassandraSession> GetAsync(CancellationToken cancellation)
    {
        if (!_tried.Task.IsCompleted)
            await _tried.Task.WaitAsync(cancellation);
        return _session ?? throw new StoreException(_failure?.Message ?? "The connection is closed", _failure?.Advice ?? "");
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested; failures++)
        {
            try
            {
                await ServeAsync(() => failures = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception cause)
            {
                var wait = WaitAfter(failures);
                _failure = CassandraFailures.Explain(cause, _settings);
                _session = null;
                Log.NotConnected(logger, _settings.Place, _failure.Message, _failure.Advice, wait.TotalSeconds);
                _tried.TrySetResult();
                await Task.Delay(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    async Task ServeAsync(Action connected, CancellationToken stopping)
    {
        var started = (long?)clock.GetTimestamp();
        var cluster = CassandraCluster.Build(_settings);
        try
        {
            var session = await cluster.ConnectAsync().WaitAsync(stopping);
            var schema = new CassandraSchema(session, _settings, logger);
            while (true)
            {
                _session = new(session, await schema.OpenAsync(stopping), Explain);
                _failure = null;
                if (started is { } since)
                    Log.Connected(logger, _settings.Place, cluster.AllHosts().Count, clock.GetElapsedTime(since).TotalMilliseconds);
                started = null;
                connected();
                _tried.TrySetResult();

                // Not at once: one text that the server does not take is no reason to ask for tables all the time.
                await _refused.Reader.ReadAsync(stopping);
                await Task.Delay(_settings.FirstRetry, stopping);
            }
        }
        finally
        {
            _session = null;
            await ShutDownAsync(cluster);
        }
    }

    StoreException Explain(Exception cause)
    {
        if (cause is InvalidQueryException)
            _refused.Writer.TryWrite(true);
        return CassandraFailures.Explain(cause, _settings);
    }

    // A second, doubling to a minute, some shorter and some longer, so that many services do not come all at once.
    TimeSpan WaitAfter(int failures)
    {
        var wait = _settings.FirstRetry * Math.Pow(2, Math.Min(failures, 16));
        return (wait < _longestWait ? wait : _longestWait) * (0.85 + (0.3 * Random.Shared.NextDouble()));
    }

    async Task ShutDownAsync(Cluster cluster)
    {
        try
        {
            await cluster.ShutdownAsync(ShutdownMillis);
        }
        catch (Exception cause)
        {
            Log.NotClosed(logger, cause.GetType().Name);
        }
    }
}
