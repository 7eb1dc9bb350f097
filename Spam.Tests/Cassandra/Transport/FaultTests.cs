using System.Diagnostics;
using Cassandra;
using Spam.Cassandra;
using Spam.Tests.Cassandra.Double;
using WireOpcode = Spam.Tests.Cassandra.Double.Wire.Opcode;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>What becomes of requests when a server, or what is between, does wrong.</summary>
public class FaultTests
{
    public static TheoryData<string> Kinds => [.. Enum.GetNames<FaultKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_fault_ends_in_an_exception_of_the_driver_and_the_next_request_is_served(string name)
    {
        var kind = Enum.Parse<FaultKind>(name);
        await using var server = Clients.Server(new() { IsLenient = true });
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 10);
        var watch = Stopwatch.StartNew();

        server.Faults.On(new Fault(kind) { Times = 1, Delay = TimeSpan.FromMilliseconds(500) });
        var error = await Record.ExceptionAsync(() => session.ExecuteAsync(new SimpleStatement("INSERT INTO shop.calls (hour, at, note) VALUES ('f', 1, 'x')").SetReadTimeoutMillis(300)));

        Assert.True(error is DriverException or null, $"{error}");
        Assert.True(watch.ElapsedMilliseconds < 8000);
        await EventuallyAsync(session);
        await Clients.WriteAndReadAsync(session, 10, first: 100);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_statement_that_may_be_done_twice_outlives_a_fault_of_one_of_two_tries(string name)
    {
        var kind = Enum.Parse<FaultKind>(name);
        await using var server = Clients.Server(new() { IsLenient = true });
        using var cluster = Clients.Builder(server)
            .WithRetryPolicy(new SameHostRetryPolicy())
            .Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 10);

        server.Faults.On(new Fault(kind) { Times = 1, Delay = TimeSpan.FromMilliseconds(500) });
        var error = await Record.ExceptionAsync(() => session.ExecuteAsync(new SimpleStatement("INSERT INTO shop.calls (hour, at, note) VALUES ('f', 1, 'x')").SetIdempotence(true).SetReadTimeoutMillis(300)));

        // What closed the connection comes back by the reconnection's schedule, so one host alone cannot serve a second try at once.
        var survives = kind is FaultKind.Delay or FaultKind.Drop or FaultKind.Overloaded or FaultKind.ServerError or FaultKind.TruncateError or FaultKind.ReadTimeout
            or FaultKind.WriteTimeout or FaultKind.Unavailable;
        Assert.True(survives ? error is null : error is DriverException or null, $"{kind}: {error}");
    }

    [Fact]
    public async Task A_late_answer_reaches_nobody_else()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).WithPoolingOptions(PoolingOptions.Create().SetMaxConnectionsPerHost(HostDistance.Local, 1)).Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 200);
        var select = await session.PrepareAsync("SELECT note FROM shop.calls WHERE hour = ? AND at = ?");
        server.Faults.On(new Fault(FaultKind.Delay) { Share = 0.3, Delay = TimeSpan.FromMilliseconds(400) });

        var (own, late) = (0, 0);
        for (var round = 0; round < 6; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
            {
                try
                {
                    var row = (await session.ExecuteAsync(select.Bind("h", i).SetReadTimeoutMillis(150))).Single();
                    Assert.Equal($"note {i}", row.GetValue<string>(0));
                    Interlocked.Increment(ref own);
                }
                catch (OperationTimedOutException)
                {
                    Interlocked.Increment(ref late);
                }
            }));
        }

        Assert.Equal(1200, own + late);
        Assert.True(late > 100);
        Assert.Equal(2, server.Counters.Connections); // late answers are no reason to close
    }

    [Fact]
    public async Task Random_faults_lose_no_request_and_mix_no_answers()
    {
        await using var server = Clients.Server(new() { IsLenient = true, Order = AnswerOrder.Shuffled });
        using var cluster = Clients.Builder(server).WithReconnectionPolicy(new ConstantReconnectionPolicy(10)).Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 100);
        var select = await session.PrepareAsync("SELECT note FROM shop.calls WHERE hour = ? AND at = ?");
        foreach (var kind in Enum.GetValues<FaultKind>())
            server.Faults.On(new Fault(kind) { Share = 0.002, Delay = TimeSpan.FromMilliseconds(600) });

        var (answered, failed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 32).Select(async worker =>
        {
            for (var n = 0; n < 60; n++)
            {
                var i = (worker * 31 + n) % 100;
                try
                {
                    var rows = await session.ExecuteAsync(select.Bind("h", i).SetReadTimeoutMillis(400)).WaitAsync(TimeSpan.FromSeconds(20));
                    Assert.Equal($"note {i}", rows.Single().GetValue<string>(0));
                    Interlocked.Increment(ref answered);
                }
                catch (DriverException)
                {
                    Interlocked.Increment(ref failed);
                    await Task.Delay(5);
                }
            }
        }));

        Assert.Equal(32 * 60, answered + failed);
        Assert.True(answered > 500, $"{answered} answered, {failed} failed");
    }

    [Fact]
    public async Task A_silent_server_is_found_out_by_the_heartbeat()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server)
            .WithSocketOptions(new SocketOptions().SetReadTimeoutMillis(500).SetConnectTimeoutMillis(500))
            .WithPoolingOptions(PoolingOptions.Create().SetHeartBeatInterval(100))
            .Build();
        using var session = await cluster.ConnectAsync();
        var host = cluster.AllHosts().Single();

        server.Suspend();
        await Clients.UntilAsync(() => !host.IsUp);
        var error = await Assert.ThrowsAsync<NoHostAvailableException>(() => session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local")));
        server.Resume();
        await Clients.UntilAsync(() => host.IsUp);

        Assert.NotEmpty(error.Errors);
        await Clients.WriteAndReadAsync(session, 10);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_used_again_when_it_is_back()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync(Clients.Keyspace);
        await Clients.WriteAndReadAsync(session, 10);

        server.Kill();
        var error = await Assert.ThrowsAnyAsync<DriverException>(() => Clients.WriteAndReadAsync(session, 1));
        await Clients.UntilAsync(() => !cluster.AllHosts().Single().IsUp);
        server.StartAgain();
        await EventuallyAsync(session);

        Assert.True(error is NoHostAvailableException or ConnectionClosedException);
        await Clients.WriteAndReadAsync(session, 10);
    }

    [Fact]
    public async Task A_cluster_that_was_down_at_the_start_can_be_connected_to_later()
    {
        var server = Clients.Server();
        server.Kill();
        using var cluster = Clients.Builder(server).Build();

        await Assert.ThrowsAsync<NoHostAvailableException>(() => cluster.ConnectAsync());
        server.StartAgain();
        using var session = await cluster.ConnectAsync();

        await Clients.WriteAndReadAsync(session, 5);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Shutting_down_lets_requests_on_their_way_end()
    {
        await using var server = Clients.Server();
        var cluster = Clients.Builder(server).Build();
        var session = await cluster.ConnectAsync();
        server.Faults.On(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(300) });

        var running = session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local"));
        await Task.Delay(50);
        await cluster.ShutdownAsync();

        Assert.Single(await running);
        Assert.True(session.IsDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local")));
        await Clients.UntilAsync(() => server.Counters.Open == 0);
    }

    [Fact]
    public async Task A_connection_that_held_for_a_while_is_opened_again_at_once()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server).WithReconnectionPolicy(new ConstantReconnectionPolicy(60_000)).Build();
        using var session = await cluster.ConnectAsync();
        await Task.Delay(1100);

        server.DropConnections(abruptly: true);
        await EventuallyAsync(session);

        await Clients.WriteAndReadAsync(session, 10);
    }

    [Fact]
    public async Task A_server_that_shuts_down_gently_and_comes_back_is_followed()
    {
        await using var server = Clients.Server(new() { IsLenient = true });
        using var cluster = Clients.Builder(server).Build();
        using var session = await cluster.ConnectAsync();

        var ending = server.ShutDownAsync(TimeSpan.FromMilliseconds(200));
        var refused = await Record.ExceptionAsync(() => session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local")));
        await ending;
        await Clients.UntilAsync(() => !cluster.AllHosts().Single().IsUp);
        server.StartAgain();
        await EventuallyAsync(session);

        Assert.True(refused is OverloadedException or ConnectionClosedException or NoHostAvailableException, $"{refused}");
        await Clients.WriteAndReadAsync(session, 10);
    }

    [Fact]
    public async Task A_page_that_was_lost_can_be_fetched_again()
    {
        await using var server = Clients.Server(new() { IsLenient = true });
        using var cluster = Clients.Builder(server).WithReconnectionPolicy(new ConstantReconnectionPolicy(10)).Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 25);
        var rows = await session.ExecuteAsync(new SimpleStatement("SELECT at FROM shop.calls WHERE hour = 'h'").SetPageSize(10));
        var read = rows.Take(10).Select(row => row.GetValue<int>(0)).ToList();

        server.Faults.On(new Fault(FaultKind.Close) { When = request => request.IsNextPage, Times = 1 });
        var lost = await Record.ExceptionAsync(rows.FetchMoreResultsAsync);
        await EventuallyAsync(session);
        while (!rows.IsFullyFetched)
        {
            await rows.FetchMoreResultsAsync();
            while (rows.GetAvailableWithoutFetching() > 0)
                read.Add(rows.First().GetValue<int>(0));
        }

        Assert.IsAssignableFrom<DriverException>(lost);
        Assert.Equal(Enumerable.Range(0, 25), read);
    }

    [Fact]
    public async Task A_full_pool_says_so()
    {
        await using var server = Clients.Server();
        using var cluster = Clients.Builder(server)
            .WithPoolingOptions(PoolingOptions.Create().SetMaxConnectionsPerHost(HostDistance.Local, 1).SetMaxRequestsPerConnection(4))
            .Build();
        using var session = await cluster.ConnectAsync();
        server.Faults.On(new Fault(FaultKind.Delay) { Delay = TimeSpan.FromMilliseconds(300) });

        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Record.ExceptionAsync(() => session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local")))));

        Assert.Equal(4, results.Count(error => error is null));
        Assert.All(results.OfType<NoHostAvailableException>(), error => Assert.IsType<BusyPoolException>(error.Errors.Values.Single()));
        Assert.Equal(0, server.Counters.Requests(WireOpcode.Batch));
    }

    static async Task EventuallyAsync(ISession session)
    {
        var error = (Exception?)null;
        for (var i = 0; i < 100; i++)
        {
            error = await Record.ExceptionAsync(() => session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local")));
            if (error is null)
                return;
            await Task.Delay(30);
        }

        Assert.Fail($"The session did not come back: {error}");
    }

    /// <summary>Tries the same host once more.</summary>
    sealed class SameHostRetryPolicy : IExtendedRetryPolicy
    {
        public RetryDecision OnReadTimeout(IStatement query, ConsistencyLevel cl, int requiredResponses, int receivedResponses, bool dataRetrieved, int nbRetry) => Once(nbRetry);

        public RetryDecision OnWriteTimeout(IStatement query, ConsistencyLevel cl, string writeType, int requiredAcks, int receivedAcks, int nbRetry) => Once(nbRetry);

        public RetryDecision OnUnavailable(IStatement query, ConsistencyLevel cl, int requiredReplica, int aliveReplica, int nbRetry) => Once(nbRetry);

        public RetryDecision OnRequestError(IStatement statement, Configuration config, Exception ex, int nbRetry) => Once(nbRetry);

        static RetryDecision Once(int retries) => retries == 0 ? RetryDecision.Retry(null, useCurrentHost: true) : RetryDecision.Rethrow();
    }
}
