using Cassandra;
using Spam.Tests.Cassandra.Double;
using WireOpcode = Spam.Tests.Cassandra.Double.Wire.Opcode;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>Several hosts: which is asked, and what happens when some are gone.</summary>
public class ManyHostsTests
{
    [Fact]
    public async Task All_hosts_are_found_from_one_and_share_the_work()
    {
        await using var servers = FakeCluster.Start(3, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[1]).Build();
        using var session = await cluster.ConnectAsync();

        await Clients.WriteAndReadAsync(session, 60);

        Assert.Equal(3, cluster.AllHosts().Count);
        Assert.All(servers.Hosts, server => Assert.NotNull(cluster.GetHost(server.EndPoint)));
        Assert.All(servers.Hosts, server => Assert.True(server.Counters.Requests(WireOpcode.Prepare) > 0));
    }

    [Fact]
    public async Task A_bound_statement_goes_to_the_host_that_holds_its_row()
    {
        await using var servers = FakeCluster.Start(3, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[0]).Build();
        using var session = await cluster.ConnectAsync();
        var select = await session.PrepareAsync("SELECT note FROM shop.calls WHERE hour = ?");

        for (var i = 0; i < 30; i++)
        {
            var bound = select.Bind($"hour {i}");
            var asked = new HashSet<string>();
            for (var n = 0; n < 3; n++)
                asked.Add($"{(await session.ExecuteAsync(bound)).Info.QueriedHost}");

            var owner = ((Cluster)cluster).MetadataNow.Replicas(Clients.Keyspace, bound.RoutingKey.RawRoutingKey);
            Assert.Equal($"{owner.Single().Address}", asked.Single());
        }
    }

    [Fact]
    public async Task When_a_host_dies_the_others_go_on_and_it_is_used_again_when_it_is_back()
    {
        await using var servers = FakeCluster.Start(3, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[0], servers[1]).Build();
        using var session = await cluster.ConnectAsync();
        await Clients.WriteAndReadAsync(session, 30);

        servers.Kill(servers[0]); // the host of the control connection too
        await Clients.WriteAndReadAsync(session, 30, first: 100);
        await Clients.UntilAsync(() => cluster.AllHosts().Count(host => host.IsUp) == 2);
        servers.Revive(servers[0], startsAgain: true);
        await Clients.UntilAsync(() => cluster.AllHosts().All(host => host.IsUp));
        var before = servers[0].Counters.Total;
        await Clients.WriteAndReadAsync(session, 30, first: 200);

        Assert.True(servers[0].Counters.Total > before);
    }

    [Fact]
    public async Task The_hosts_that_failed_are_named_before_the_one_that_answered()
    {
        await using var servers = FakeCluster.Start(2, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[0]).Build();
        using var session = await cluster.ConnectAsync();
        var select = new SimpleStatement("SELECT key FROM system.local").SetIdempotence(true);

        servers[0].Faults.On(FaultKind.Overloaded);
        var first = (await session.ExecuteAsync(select)).Info.TriedHosts;
        var second = (await session.ExecuteAsync(select)).Info.TriedHosts; // hosts take turns, so one of the two met the first host

        Assert.Equal([servers[0].EndPoint, servers[1].EndPoint], first.Count == 2 ? first : second);
        Assert.Equal([servers[1].EndPoint], first.Count == 2 ? second : first);
    }

    [Fact]
    public async Task Hosts_that_join_and_leave_are_noticed()
    {
        await using var servers = FakeCluster.Start(2, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[0]).Build();
        using var session = await cluster.ConnectAsync();
        var (added, removed) = (new List<Host>(), new List<Host>());
        cluster.HostAdded += added.Add;
        cluster.HostRemoved += removed.Add;

        var third = servers.Add();
        await Clients.UntilAsync(() => added.Count == 1);
        await Clients.WriteAndReadAsync(session, 30);
        await servers.RemoveAsync(third);
        await Clients.UntilAsync(() => removed.Count == 1);
        await Clients.WriteAndReadAsync(session, 30, first: 100);

        Assert.Equal(third.HostId, added.Single().HostId);
        Assert.Same(added.Single(), removed.Single());
        Assert.Equal(2, cluster.AllHosts().Count);
    }

    [Fact]
    public async Task After_a_change_of_the_schema_the_session_waits_until_all_hosts_agree()
    {
        await using var servers = FakeCluster.Start(2, new() { Schema = Clients.Schema });
        using var patient = Clients.Builder(servers[0]).Build();
        using var hasty = Clients.Builder(servers[0]).WithMaxSchemaAgreementWaitSeconds(1).Build();
        using var first = await patient.ConnectAsync();
        using var second = await hasty.ConnectAsync();

        servers[1].Disagree(true);
        var late = await second.ExecuteAsync(new SimpleStatement("CREATE TABLE shop.one (a int PRIMARY KEY)"));
        var waiting = first.ExecuteAsync(new SimpleStatement("CREATE TABLE shop.two (a int PRIMARY KEY)"));
        await Task.Delay(300);
        var early = waiting.IsCompleted;
        servers[1].Disagree(false);
        var agreed = await waiting;

        Assert.False(late.Info.IsSchemaInAgreement);
        Assert.False(early);
        Assert.True(agreed.Info.IsSchemaInAgreement);
    }

    [Fact]
    public async Task An_overloaded_host_is_left_for_the_next_where_the_statement_may_be_done_twice()
    {
        await using var servers = FakeCluster.Start(2, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[0]).Build();
        using var session = await cluster.ConnectAsync();
        servers[0].Faults.On(FaultKind.Overloaded);

        for (var i = 0; i < 6; i++)
            await session.ExecuteAsync(new SimpleStatement($"INSERT INTO shop.calls (hour, at, note) VALUES ('h', {i}, 'x')").SetIdempotence(true));
        var errors = 0;
        for (var i = 0; i < 6; i++)
            errors += await Record.ExceptionAsync(() => session.ExecuteAsync(new SimpleStatement("INSERT INTO shop.calls (hour, at, note) VALUES ('h', 1, 'x')"))) is OverloadedException ? 1 : 0;

        Assert.Equal(3, errors);
    }

    [Fact]
    public async Task A_datacenter_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        await using var servers = FakeCluster.Start(1, new() { Schema = Clients.Schema });
        using var cluster = Clients.Builder(servers[0]).WithLoadBalancingPolicy(new DefaultLoadBalancingPolicy("moon")).Build();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => cluster.ConnectAsync());

        Assert.Contains("datacenter1", error.Message, StringComparison.Ordinal);
    }
}
