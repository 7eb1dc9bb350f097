using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Web.Storage.Cassandra;
using Spam.Web.CallLog;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Faults;

/// <summary>Clocks are set on and back, hours end, and machines stand in any time zone.</summary>
public class ClockTests
{
    readonly ManualClock _clock = new(); // 13:59:58

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_log_begins_anew_with_the_hour_of_UTC(bool onCassandra)
    {
        await using var cassandra = onCassandra ? FakeCassandra.Start() : null;
        await using var server = await StartAsync(cassandra);

        await server.PredictAsync("before");
        var before = await LogAsync(server);
        _clock.Advance(TimeSpan.FromSeconds(2));
        var between = await LogAsync(server);
        await server.PredictAsync("after");
        var after = await LogAsync(server);

        Assert.Equal([("before", "2026-11-22T13:59:58")], before);
        Assert.Empty(between);
        Assert.Equal([("after", "2026-11-22T14:00:00")], after);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_clock_that_is_set_back_loses_no_call_and_no_answer(bool onCassandra)
    {
        await using var cassandra = onCassandra ? FakeCassandra.Start() : null;
        await using var server = await StartAsync(cassandra);
        await server.PredictAsync("first");
        await LogAsync(server); // written
        _clock.Advance(TimeSpan.FromSeconds(2));
        await server.PredictAsync("second");
        await LogAsync(server);

        _clock.Set(TimeSpan.FromHours(-1)); // 13:00:00
        var again = await server.PredictAsync("first");
        var earlier = await LogAsync(server);
        _clock.Set(TimeSpan.FromHours(1));
        var later = await LogAsync(server);

        Assert.Contains("\"from_cache\":true", again.Text, StringComparison.Ordinal);
        Assert.Equal([("first", "2026-11-22T13:00:00"), ("first", "2026-11-22T13:59:58")], earlier.OrderBy(call => call.At));
        Assert.Equal([("second", "2026-11-22T14:00:00")], later);
        Assert.Equal(TimeSpan.FromSeconds(2), server.Services.GetRequiredService<Spam.Web.Info.StartTime>().Uptime);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_leaves_no_store_alone_for_longer()
    {
        var store = new MendedStore();
        await using var server = await TestServer.StartAsync(TestServer.Settings, change: services =>
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock));
            services.Replace(ServiceDescriptor.Singleton<IPredictionCache>(store));
        });
        var guard = server.Services.GetRequiredService<StoreGuard>();
        for (var i = 0; i < 20; i++)
            await server.PredictAsync($"{i}");
        Assert.True(guard.IsOpen);

        store.IsMended = true;
        _clock.Set(TimeSpan.FromHours(-1));
        _clock.Advance(TimeSpan.FromSeconds(3));
        await server.PredictAsync("after");

        Assert.False(guard.IsOpen);
    }

    [Fact]
    public async Task Hours_are_those_of_UTC_where_the_clock_on_the_wall_is_three_quarters_of_an_hour_ahead()
    {
        using var folder = new TemporaryFolder();
        var begin = DateTimeOffset.UtcNow;
        await using (var server = await ServerProcess.StartAsync(folder.Path, ("TZ", "Asia/Kathmandu"))) // UTC+05:45
        {
            await RawClient.SendAsync(server.Port, "GET", "/prediction?text=ab");
            server.Terminate();
            await server.EndAsync();
        }

        using var connection = new SqliteConnection($"Data Source={folder["data/spam.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT called_at, hour FROM calls";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var (called, hour) = (DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(0)), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)));
        Assert.InRange(called, begin.AddMilliseconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(Call.HourOf(called), hour);
        Assert.Equal((0, 0), (hour.Minute, hour.Second));
    }

    Task<TestServer> StartAsync(FakeCassandra? cassandra)
        => TestServer.StartAsync(
            cassandra is null ? TestServer.Settings : CassandraStore.SettingsFor(cassandra),
            change: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_clock)));

    static async Task<List<(string? Text, string? At)>> LogAsync(TestServer server)
        => [.. JsonDocument.Parse((await server.SendAsync("GET", "/recent_log")).Text).RootElement.EnumerateArray()
            .Select(call => (call.GetProperty("input").GetString(), call.GetProperty("called_at").GetString()))];

    /// <summary>A store that fails until it is mended.</summary>
    sealed class MendedStore : IPredictionCache
    {
        public bool IsMended { get; set; }

        public Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
            => IsMended ? Task.FromResult<IReadOnlyList<CachedPrediction?>>(new CachedPrediction?[keys.Count]) : throw new IOException("no store");

        public Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation)
            => IsMended ? Task.CompletedTask : throw new IOException("no store");

        public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask;
    }
}
