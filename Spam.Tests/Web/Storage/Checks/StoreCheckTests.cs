using System.Text.RegularExpressions;
using Spam.Tests.Cassandra.Double;
using Spam.Tests.Web.Storage.Cassandra;
using Spam.Web.Configuration;
using Spam.Web.Storage.Checks;

namespace Spam.Tests.Web.Storage.Checks;

public sealed partial class StoreCheckTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_step_is_told_with_its_time_and_nothing_is_left()
    {
        await using var cassandra = FakeCassandra.Start();

        var first = await RunAsync(CassandraStore.SettingsFor(cassandra));
        var second = await RunAsync(CassandraStore.SettingsFor(cassandra));

        Assert.Equal(0, first.ExitCode);
        Assert.Equal(
            $"""
            store    Cassandra at 127.0.0.1, port {cassandra.Port}, keyspace spam_test
            connect  ok # 1 node, Cassandra 5.0.4, datacenter datacenter1, LOCAL_QUORUM
            tables   ok # keyspace and tables made
            write    ok # 1 answer, 7 calls
            read     ok # as written
            page     ok # 7 calls in 3 pages, in their order
            delete   ok # nothing is left
            The store is ready.

            """, first.Output);
        Assert.Contains("tables   ok # they were there\n", second.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0), (CassandraStore.Count(cassandra, "spam_cache_items"), CassandraStore.Count(cassandra, "spam_calls_per_caller")));
    }

    [Fact]
    public async Task A_cluster_that_is_not_there_fails_the_first_step_with_advice()
    {
        await using var cassandra = FakeCassandra.Start();
        cassandra.Kill();

        var (exitCode, output) = await RunAsync(CassandraStore.SettingsFor(cassandra));

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"""
            store    Cassandra at 127.0.0.1, port {cassandra.Port}, keyspace spam_test
            connect  FAILED # There is no connection (ConnectionRefused).
            What to do: Is Cassandra running there (nodetool status)? Check CASSANDRA_CONTACT_POINTS and CASSANDRA_PORT, and whether the port is open for this machine; where the nodes want TLS, set CASSANDRA_TLS=1.

            """, output);
    }

    [Theory]
    [InlineData("INSERT INTO \"spam_test\".spam_calls", "write", nameof(FaultKind.WriteTimeout), "0 of 1 replicas answered a write in time")]
    [InlineData("SELECT stored_at", "read", nameof(FaultKind.Unavailable), "0 of 1 replicas that are needed are up")]
    [InlineData("SELECT called_at", "page", nameof(FaultKind.Close), "A node closes the connection")]
    [InlineData("DELETE", "delete", nameof(FaultKind.Unauthorized), "The user lacks a permission")]
    public async Task The_step_that_fails_is_named(string statement, string step, string kind, string reason)
    {
        await using var cassandra = FakeCassandra.Start();
        cassandra.Faults.On(new Fault(Enum.Parse<FaultKind>(kind)) { When = request => request.IsStatement && request.Query?.StartsWith(statement, StringComparison.Ordinal) == true });

        var (exitCode, output) = await RunAsync(CassandraStore.SettingsFor(cassandra));

        Assert.Equal(1, exitCode);
        Assert.Contains($"{step,-8} FAILED # {reason}", output, StringComparison.Ordinal);
        Assert.Contains("\nWhat to do: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Astra_is_tried_out_through_its_bundle()
    {
        await using var astra = FakeAstra.Start(1, new() { Users = new Dictionary<string, string> { ["token"] = "AstraCS:x" } });
        astra.Cluster[0].Run("CREATE KEYSPACE spam_test WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}");
        astra.WriteBundle(_folder["bundle.zip"]);

        var (exitCode, output) = await RunAsync(TestServer.Settings with
        {
            Store = StoreKind.Astra,
            Cassandra = new() { BundlePath = _folder["bundle.zip"], UserName = "token", Password = "AstraCS:x", Keyspace = CassandraStore.Keyspace },
        });

        Assert.Equal(0, exitCode);
        Assert.StartsWith("store    Astra by bundle.zip, keyspace spam_test\nconnect  ok # 1 node, ", output, StringComparison.Ordinal);
        Assert.Contains("tables   ok # tables made\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_checks_and_serves_a_store_that_variables_name()
    {
        await using var cassandra = FakeCassandra.Start(new() { Users = new Dictionary<string, string> { ["spam"] = "a password" } });
        (string, string)[] variables =
        [
            ("STORE", "cassandra"), ("CASSANDRA_PORT", $"{cassandra.Port}"), ("CASSANDRA_KEYSPACE", CassandraStore.Keyspace), ("CASSANDRA_USERNAME", "spam"), ("CASSANDRA_PASSWORD", "a password"),
            ("STORE_TIMEOUT_MS", "30000"),
        ];
        await using var check = ServerProcess.Begin(_folder.Path, [StoreCheck.Command], variables);
        var checkedStore = await check.EndAsync();
        await using var server = await ServerProcess.StartAsync(_folder.Path, variables);

        var answer = await RawClient.SendAsync(server.Port, "GET", "/prediction?text=ab");
        var info = await RawClient.SendAsync(server.Port, "GET", "/");
        var log = await RawClient.SendAsync(server.Port, "GET", "/recent_log");
        server.Terminate();
        var ended = await server.EndAsync();

        Assert.Equal(((0, ""), (0, "")), (checkedStore, ended));
        Assert.Equal((200, 200), (answer.Status, log.Status));
        Assert.Contains("\"astra_db_keyspace\":\"spam_test\"", info.Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), (CassandraStore.Count(cassandra, "spam_cache_items"), CassandraStore.Count(cassandra, "spam_calls_per_caller")));
        Assert.DoesNotContain(server.Lines.Concat(check.Lines), line => line.Contains("a password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_embedded_database_can_be_tried_out_too()
    {
        var settings = TestServer.Settings with { DataDirectory = _folder["data"] };

        var (exitCode, output) = await RunAsync(settings);
        _folder.Write("blocked", "a file where the folder should be");
        var blocked = await RunAsync(settings with { DataDirectory = _folder["blocked"] });

        Assert.Equal(0, exitCode);
        Assert.Contains("page     ok # 1200 calls, in their order\n", output, StringComparison.Ordinal);
        Assert.EndsWith("The store is ready.\n", output, StringComparison.Ordinal);
        Assert.Equal(1, blocked.ExitCode);
        Assert.Contains("DATA_DIRECTORY names another.", blocked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_store_needs_no_check()
        => Assert.Equal(
            (0, "STORE=none keeps nothing: there is nothing to check. Set STORE to sqlite, cassandra or astra.\n"), await RunAsync(new() { Store = StoreKind.None }));

    [GeneratedRegex(@" +\d+ ms  ")]
    private static partial Regex Time();

    static async Task<(int ExitCode, string Output)> RunAsync(Settings settings)
    {
        var output = new StringWriter { NewLine = "\n" };
        var exitCode = await StoreCheck.RunAsync(settings, output);
        return (exitCode, Time().Replace(output.ToString(), " # "));
    }
}
