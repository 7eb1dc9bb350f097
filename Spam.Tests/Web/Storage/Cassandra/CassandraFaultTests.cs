using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Cassandra.Transport;
using Spam.Web.Storage;

namespace Spam.Tests.Web.Storage.Cassandra;

/// <summary>The cluster is away, slow, overloaded, or others change it: the API goes on, and finds it again by itself.</summary>
public class CassandraFaultTests
{
    [Fact]
    public async Task A_cluster_that_is_down_at_the_start_is_found_when_it_comes()
    {
        await using var cassandra = FakeCassandra.Start();
        cassandra.Kill();
        await using var server = await TestServer.StartAsync(CassandraStore.SettingsFor(cassandra));

        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
        var down = await StoreAsync(server);
        Assert.Equal(503, (await server.SendAsync("GET", "/recent_log")).Status);
        cassandra.StartAgain();
        await UntilUpAsync(server);

        Assert.Equal(("cassandra", "down", "There is no connection (ConnectionRefused)"), (Text(down, "kind"), Text(down, "state"), Text(down, "reason")));
        await Clients.UntilAsync(() => server.SendAsync("GET", "/recent_log").Result is { Status: 200 } log && log.Text.Contains("\"input\": \"ab\"", StringComparison.Ordinal));
        Assert.Contains(server.Log.Lines, line => line.Contains("Not connected to Cassandra at 127.0.0.1", StringComparison.Ordinal));
        Assert.Contains(server.Log.Lines, line => line.Contains("Connected to Cassandra at 127.0.0.1", StringComparison.Ordinal));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_cluster_that_dies_under_load_fails_no_prediction_and_is_found_again(bool hangs)
    {
        await using var cassandra = FakeCassandra.Start();
        await using var server = await TestServer.StartAsync(CassandraStore.SettingsFor(cassandra) with { StoreTimeout = TimeSpan.FromMilliseconds(100) });
        await server.PredictAsync("before");

        if (hangs)
            cassandra.Suspend();
        else
            cassandra.Kill();
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await server.PredictAsync($"while it is away {i}")).Status);
        var down = await StoreAsync(server);
        if (hangs)
            cassandra.Resume();
        else
            cassandra.StartAgain();
        await UntilUpAsync(server);
        await Clients.UntilAsync(() => CassandraStore.Count(cassandra, "spam_calls_per_caller") >= 21);

        Assert.Equal("down", Text(down, "state"));
        Assert.Equal(21, CassandraStore.Count(cassandra, "spam_calls_per_caller")); // each once
    }

    [Fact]
    public async Task A_log_whose_server_dies_between_pages_is_cut_and_not_passed_for_whole()
    {
        await using var cassandra = FakeCassandra.Start();
        await using var server = await TestServer.StartAsync(CassandraStore.SettingsFor(cassandra));
        await server.SendAsync("POST", "/predictions", $$"""{"texts":{{JsonSerializer.Serialize(Enumerable.Range(0, 900).Select(i => $"text {i}"))}}}""");
        var whole = await server.SendAsync("GET", "/recent_log");

        cassandra.Faults.On(new Fault(FaultKind.Close) { When = request => request.IsNextPage });
        var cut = await server.SendAsync("GET", "/recent_log");

        Assert.True(whole.IsWhole);
        Assert.Equal(902, whole.Chunks!.Count); // a log is chunked
        Assert.False(cut.IsWhole);
        Assert.InRange(cut.Chunks!.Count, 2, 899);
    }

    [Theory]
    [InlineData(nameof(FaultKind.Overloaded), "A node is overloaded, or about to stop")]
    [InlineData(nameof(FaultKind.ReadTimeout), "0 of 1 replicas answered a read in time")]
    [InlineData(nameof(FaultKind.Unavailable), "0 of 1 replicas that are needed are up")]
    [InlineData(nameof(FaultKind.Unauthorized), "The user lacks a permission")]
    [InlineData(nameof(FaultKind.Drop), "no answer in time")]
    [InlineData(nameof(FaultKind.Delay), "no answer in time")]
    public async Task A_fault_fails_no_prediction_and_is_named(string kind, string reason)
    {
        await using var cassandra = FakeCassandra.Start(new() { IsLenient = true });
        await using var server = await TestServer.StartAsync(CassandraStore.SettingsFor(cassandra) with { StoreTimeout = TimeSpan.FromMilliseconds(150) });
        await server.PredictAsync("secret text");

        cassandra.Faults.On(new Fault(Enum.Parse<FaultKind>(kind)) { Delay = TimeSpan.FromSeconds(1), When = request => request.Query?.Contains("spam_cache_items", StringComparison.Ordinal) == true });
        for (var i = 0; i < 3; i++)
            Assert.Equal(200, (await server.PredictAsync($"secret text {i}")).Status);
        var down = await StoreAsync(server);
        cassandra.Faults.AllOff();
        await UntilUpAsync(server);

        Assert.Equal(("down", reason), (Text(down, "state"), Text(down, "reason")));
        Assert.True(server.Services.GetRequiredService<Counters>().StoreFailures > 0);
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("secret text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_that_others_change_or_drop_are_used_again()
    {
        await using var cassandra = FakeCassandra.Start();
        await using var server = await TestServer.StartAsync(CassandraStore.SettingsFor(cassandra) with { MemoryCacheMegabytes = 0 });
        await server.PredictAsync("ab");

        cassandra.Run($"ALTER TABLE {CassandraStore.Keyspace}.spam_cache_items ADD note text");
        cassandra.ForgetPrepared();
        var changed = await server.PredictAsync("ab");
        cassandra.Run($"DROP TABLE {CassandraStore.Keyspace}.spam_cache_items");
        cassandra.Run($"DROP TABLE {CassandraStore.Keyspace}.spam_calls_per_caller");
        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
        await UntilUpAsync(server);
        await Clients.UntilAsync(() => server.PredictAsync("ab").Result.Text.Contains("\"from_cache\":true", StringComparison.Ordinal));

        Assert.Contains("\"from_cache\":true", changed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_that_disagree_on_the_schema_hold_up_nothing_for_good()
    {
        await using var cluster = FakeCluster.Start(2);
        cluster[1].Disagree(true);
        var starting = TestServer.StartAsync(CassandraStore.SettingsFor(cluster));
        await Task.Delay(700);
        cluster[1].Disagree(false);
        await using var server = await starting;
        await UntilUpAsync(server);

        await server.PredictAsync("ab");

        await Clients.UntilAsync(() => CassandraStore.Count(cluster[0], "spam_cache_items") == 1);
    }

    [Fact]
    public async Task One_node_of_three_may_die()
    {
        await using var cluster = FakeCluster.Start(3);
        await using var server = await TestServer.StartAsync(CassandraStore.SettingsFor(cluster));
        await server.PredictAsync("ab");
        await Clients.UntilAsync(() => CassandraStore.Count(cluster[0], "spam_cache_items") == 1);

        cluster.Kill(cluster[1]);
        for (var i = 0; i < 20; i++)
            Assert.Equal(200, (await server.PredictAsync($"{i}")).Status);

        await Clients.UntilAsync(() => CassandraStore.Count(cluster[0], "spam_calls_per_caller") == 21);
        Assert.Equal("up", Text(await StoreAsync(server), "state"));
    }

    [Fact]
    public async Task Two_services_on_one_cluster_share_answers_and_log()
    {
        await using var cassandra = FakeCassandra.Start();
        var settings = CassandraStore.SettingsFor(cassandra);
        var starting = (TestServer.StartAsync(settings), TestServer.StartAsync(settings)); // both make the tables
        await using var one = await starting.Item1;
        await using var other = await starting.Item2;
        await UntilUpAsync(one);
        await UntilUpAsync(other);

        var first = await one.PredictAsync("shared");
        await Clients.UntilAsync(() => CassandraStore.Count(cassandra, "spam_cache_items") == 1);
        var second = await other.PredictAsync("shared");
        await one.SendAsync("GET", "/recent_log"); // writes what waits
        var log = await other.SendAsync("GET", "/recent_log");

        Assert.Contains("\"from_cache\":false", first.Text, StringComparison.Ordinal);
        Assert.Contains("\"from_cache\":true", second.Text, StringComparison.Ordinal);
        Assert.Equal(4, log.Chunks!.Count); // [, two calls, ]
    }

    [Fact]
    public async Task Calls_recorded_within_one_tick_keep_their_order()
    {
        await using var cassandra = FakeCassandra.Start();
        await using var server = await TestServer.StartAsync(
            CassandraStore.SettingsFor(cassandra), change: services => services.AddSingleton<TimeProvider>(new ManualClock()));
        string[] texts = [.. Enumerable.Range(0, 300).Select(i => $"text {i}")];

        await server.SendAsync("POST", "/predictions", $$"""{"texts":{{JsonSerializer.Serialize(texts)}}}""");
        await server.SendAsync("POST", "/predictions", $$"""{"texts":{{JsonSerializer.Serialize(texts)}}}""");
        var log = JsonDocument.Parse((await server.SendAsync("GET", "/recent_log")).Text).RootElement;

        Assert.Equal([.. texts, .. texts], log.EnumerateArray().Select(call => call.GetProperty("input").GetString()!));
    }

    static async Task UntilUpAsync(TestServer server)
    {
        for (var i = 0; i < 500 && Text(await StoreAsync(server), "state") != "up"; i++)
            await Task.Delay(20);
        Assert.Equal("up", Text(await StoreAsync(server), "state"));
    }

    static async Task<JsonElement> StoreAsync(TestServer server)
        => JsonDocument.Parse((await server.SendAsync("GET", "/health/ready")).Text).RootElement.GetProperty("store");

    static string? Text(JsonElement store, string name) => store.TryGetProperty(name, out var value) ? value.GetString() : null;
}
