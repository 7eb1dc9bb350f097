using System.Diagnostics.Metrics;
using Cassandra;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Cassandra.Double.Wire;
using Spam.Web.CallLog;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;
using Spam.Web.Storage.Cassandra;

namespace Spam.Tests.Web.Storage.Cassandra;

public sealed class CassandraStoreTests : StoreTests, IAsyncLifetime, IDisposable
{
    readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    readonly CapturedLog _log = new();
    readonly FakeCassandra _server;
    readonly Counters _counters;
    CassandraConnection? _connection;

    public CassandraStoreTests()
    {
        _server = FakeCassandra.Start(new() { Clock = Clock, Release = "4.1.8" }); // which takes shorter keys
        _counters = new(_services.GetRequiredService<IMeterFactory>());
    }

    private protected override IPredictionCache Cache => new CassandraPredictionCache(Connection, Settings, Clock);

    private protected override ICallLog CallLog => new CassandraCallLog(Connection, Settings, _counters, Clock, Logger<CassandraCallLog>());

    CassandraConnection Connection => _connection!; // made before each test

    Spam.Web.Configuration.Settings Settings => CassandraStore.SettingsFor(_server);

    public async Task InitializeAsync() => _connection = await CassandraStore.ConnectAsync(Settings, Clock, Logger<CassandraConnection>());

    public async Task DisposeAsync()
    {
        await Connection.StopAsync(default);
        Connection.Dispose();
        await _services.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task The_texts_of_a_call_are_asked_for_together()
    {
        await Cache.FindAsync([Key("warm")], Classifier.Labels, default);
        _server.Faults.On(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(300) });
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await Cache.FindAsync([.. Enumerable.Range(0, 500).Select(i => Key($"{i}"))], Classifier.Labels, default);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}"); // one after the other: 150 seconds
        Assert.True(_server.Counters.HighestInFlight >= 400, $"{_server.Counters.HighestInFlight}");
    }

    [Fact]
    public async Task Statements_are_prepared_once_and_say_LOCAL_QUORUM()
    {
        await Cache.FindAsync([Key("warm")], Classifier.Labels, default);
        var asked = new List<FakeRequest>();
        _server.Watch = request =>
        {
            lock (asked)
                asked.Add(request);
        };

        for (var i = 0; i < 20; i++)
        {
            await Cache.StoreAsync([new(Key($"{i}"), Ham(), Clock.GetUtcNow().AddDays(1))], default);
            await Cache.FindAsync([Key($"{i}")], Classifier.Labels, default);
            await CallLog.WriteAsync(Calls("me", "text"), default);
            await TextsAsync("me", Call.HourOf(Clock.GetUtcNow()));
        }

        Assert.Equal(4, _server.Prepared);
        Assert.DoesNotContain(asked, request => request.Opcode == Opcode.Prepare);
        Assert.All(asked.Where(request => request.Opcode == Opcode.Execute), request => Assert.Equal(Consistency.LOCAL_QUORUM, request.Options!.Consistency)); // EXECUTE has options
    }

    [Fact]
    public async Task A_call_that_is_written_twice_is_there_once()
    {
        var calls = Calls("me", "one", "two", "three");
        _server.Faults.On(new Fault(FaultKind.Overloaded) { Times = 1, When = request => request.Opcode == Opcode.Execute });

        await Assert.ThrowsAsync<StoreException>(() => CallLog.WriteAsync(calls, default));
        var log = CallLog; // the same process goes on
        await log.WriteAsync(calls, default);
        await log.WriteAsync(calls, default);

        Assert.Equal(["one", "two", "three"], (await TextsAsync("me", Call.HourOf(Clock.GetUtcNow()))).Distinct());
        Assert.InRange(CassandraStore.Count(_server, "spam_calls_per_caller"), 3, 5); // two of another log's
    }

    [Fact]
    public async Task A_text_that_no_server_takes_is_dropped_and_counted()
    {
        await CallLog.WriteAsync(Calls("me", "before", new('x', 5_000_000), "after"), default);

        Assert.Equal(["before", "after"], await TextsAsync("me", Call.HourOf(Clock.GetUtcNow())));
        Assert.Equal(1, _counters.CallsDropped);
        Assert.Contains(_log.Lines, line => line.Contains("5000000 characters is too long for the call log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rows_of_the_workshops_own_service_are_read()
    {
        await Cache.FindAsync([Key("warm")], Classifier.Labels, default);
        var hour = Call.HourOf(Clock.GetUtcNow());
        _server.Run($"INSERT INTO {CassandraStore.Keyspace}.spam_cache_items (model_version, input, stored_at, result, confidence, prediction_map) "
            + $"VALUES ('v1@0', 'old text', {TimeUuid.NewId(hour)}, 'spam', 0.75, {{'ham': 0.25, 'spam': 0.75}})");
        _server.Run($"INSERT INTO {CassandraStore.Keyspace}.spam_calls_per_caller (caller_id, called_hour, called_at, input) "
            + $"VALUES ('me', {hour.ToUnixTimeMilliseconds()}, {TimeUuid.NewId(hour.AddMinutes(5))}, 'old call')");

        var found = (await Cache.FindAsync([Key("old text")], Classifier.Labels, default))[0];
        var calls = await CallLog.ReadAsync("me", hour, default).ToListAsync();

        Assert.Equal(("spam", 0.75f), (found!.Prediction.Top.Label, found.Prediction.Top.Value));
        Assert.Equal([new Call("me", hour.AddMinutes(5), "old call")], calls);
    }

    private protected override async Task ReopenAsync()
    {
        await Connection.StopAsync(default);
        Connection.Dispose();
        await InitializeAsync();
    }

    private protected override Task<long> CountPredictionsAsync() => Task.FromResult(CassandraStore.Count(_server, "spam_cache_items"));

    private protected override Task<long> CountCallsAsync() => Task.FromResult(CassandraStore.Count(_server, "spam_calls_per_caller"));

    ILogger<T> Logger<T>() => LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<T>();
}
