using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Web.CallLog;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Storage;

/// <summary>The store is slow, absent or dying, and predictions go on.</summary>
public class FailingStoreTests
{
    [Fact]
    public async Task A_store_that_never_answers_is_not_waited_for()
    {
        var store = new SwitchedStore();
        await using var server = await StartAsync(store, storeTimeout: TimeSpan.FromMilliseconds(20));
        store.Hangs = true;

        var answer = await server.PredictAsync("ab"); // would last for ever

        Assert.Equal(200, answer.Status);
        Assert.Equal("degraded", (await ReadyAsync(server)).GetProperty("status").GetString());
        store.Hangs = false;
    }

    [Fact]
    public async Task A_store_that_keeps_failing_is_left_alone_and_comes_back()
    {
        var clock = new ManualClock();
        var store = new SwitchedStore { Fails = true };
        await using var server = await StartAsync(store, clock: clock);
        var counters = server.Services.GetRequiredService<Counters>();

        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await server.PredictAsync($"{i}")).Status);
        var calls = store.Calls;
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await server.PredictAsync($"more {i}")).Status);
        var ready = await ReadyAsync(server);

        Assert.Equal(calls, store.Calls);
        Assert.True(counters.StoreSpared >= 20);
        Assert.Equal(("degraded", "down", "open"), (ready.GetProperty("status").GetString(), Store(ready, "state"), Store(ready, "circuit")));

        store.Fails = false;
        clock.Advance(TimeSpan.FromSeconds(3));
        ready = await ReadyAsync(server);

        Assert.Equal(("ready", "up", "closed"), (ready.GetProperty("status").GetString(), Store(ready, "state"), Store(ready, "circuit")));
        Assert.Contains(server.Log.Lines, line => line.Contains("The store answers again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_wait_for_their_store_up_to_a_bound_and_are_then_dropped_and_counted()
    {
        var store = new SwitchedStore { Fails = true };
        await using var server = await StartAsync(store, logQueue: 10);
        var (queue, counters) = (server.Services.GetRequiredService<CallLogQueue>(), server.Services.GetRequiredService<Counters>());

        // Those being written do not wait in the queue.
        for (var i = 0; i < 10_000 && counters.CallsDropped == 0; i++)
            queue.Record("me", $"{i}");
        store.Fails = false;

        Assert.True(counters.CallsDropped > 0);
        Assert.InRange(queue.Waiting, 0, 10);
        Assert.Contains(server.Log.Lines, line => line.Contains("The call log's queue is full", StringComparison.Ordinal));
        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
    }

    [Fact]
    public async Task Calls_recorded_while_the_store_was_away_are_written_when_it_is_back()
    {
        var store = new SwitchedStore { Fails = true };
        await using (var server = await StartAsync(store))
        {
            await server.PredictAsync("first");
            await server.PredictAsync("second");
            store.Fails = false;
            while (store.Written.Count < 2)
                await Task.Delay(10);
        }

        Assert.Equal(["first", "second"], store.Written.Select(call => call.Text));
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_stops_no_prediction()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data", "a file where the folder should be");
        await using var server = await TestServer.StartAsync(TestServer.Settings with { DataDirectory = folder["data"] });

        var answer = await server.PredictAsync("ab");

        Assert.Equal(200, answer.Status);
        Assert.Equal("down", Store(await ReadyAsync(server), "state"));
        Assert.Equal(503, (await server.SendAsync("GET", "/recent_log")).Status);
    }

    static Task<TestServer> StartAsync(SwitchedStore store, TimeSpan? storeTimeout = null, int logQueue = 1_000, ManualClock? clock = null)
        => TestServer.StartAsync(
            TestServer.Settings with { StoreTimeout = storeTimeout ?? TestServer.Settings.StoreTimeout, LogQueue = logQueue },
            change: services =>
            {
                services.Replace(ServiceDescriptor.Singleton<IPredictionCache>(store));
                services.Replace(ServiceDescriptor.Singleton<ICallLog>(store));
                if (clock is not null)
                    services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            });

    static async Task<JsonElement> ReadyAsync(TestServer server)
        => JsonDocument.Parse((await server.SendAsync("GET", "/health/ready")).Text).RootElement.Clone();

    static string? Store(JsonElement ready, string name) => ready.GetProperty("store").GetProperty(name).GetString();

    /// <summary>A store that fails or hangs as long as it is told to.</summary>
    sealed class SwitchedStore : IPredictionCache, ICallLog
    {
        readonly List<Call> _written = [];
        int _calls;

        public bool Fails { get; set; }

        public bool Hangs { get; set; }

        public int Calls => _calls;

        public IReadOnlyList<Call> Written
        {
            get
            {
                lock (_written)
                    return [.. _written];
            }
        }

        public async Task<IReadOnlyList<CachedPrediction?>> FindAsync(IReadOnlyList<CacheKey> keys, IReadOnlyList<string> labels, CancellationToken cancellation)
        {
            await BehaveAsync();
            return new CachedPrediction?[keys.Count];
        }

        public Task StoreAsync(IReadOnlyList<CachedPrediction> predictions, CancellationToken cancellation) => BehaveAsync();

        public async Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation)
        {
            await BehaveAsync();
            lock (_written)
                _written.AddRange(calls);
        }

        public async IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, [EnumeratorCancellation] CancellationToken cancellation)
        {
            await BehaveAsync();
            yield break;
        }

        public Task SweepAsync(CancellationToken cancellation) => BehaveAsync();

        // Heeds no token, as a driver that is stuck.
        Task BehaveAsync()
        {
            Interlocked.Increment(ref _calls);
            return Fails ? Task.FromException(new IOException("the store is away"))
                : Hangs ? new TaskCompletionSource().Task
                : Task.CompletedTask;
        }
    }
}
