using Cassandra;
using Spam.Tests.Cassandra.Double;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>Clients of doubles. A machine may be busy: waits are long, and tests of time-outs set short ones on their own statements.</summary>
static class Clients
{
    public const string Keyspace = "shop";

    /// <summary>A keyspace with the workshop's shape of a cache, and a table to page through.</summary>
    public static string[] Schema { get; } =
    [
        $"CREATE KEYSPACE {Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 1}}",
        $"CREATE TABLE {Keyspace}.items (model_version text, input text, prediction map<text, float>, PRIMARY KEY ((model_version, input)))",
        $"CREATE TABLE {Keyspace}.calls (hour text, at int, note text, PRIMARY KEY (hour, at))",
    ];

    /// <summary>A double with the schema.</summary>
    public static FakeCassandra Server(FakeSettings? settings = null) => FakeCassandra.Start((settings ?? new()) with { Schema = Schema });

    /// <summary>A builder for a double.</summary>
    public static Builder Builder(params FakeCassandra[] servers)
        => Cluster.Builder()
            .AddContactPoints(servers.Select(server => server.EndPoint))
            .WithSocketOptions(new SocketOptions().SetReadTimeoutMillis(10_000).SetConnectTimeoutMillis(10_000))
            .WithReconnectionPolicy(new ConstantReconnectionPolicy(50));

    /// <summary>Writes and reads one row after the other, and checks that each answer is its own.</summary>
    public static async Task WriteAndReadAsync(ISession session, int count, int first = 0)
    {
        var insert = await session.PrepareAsync($"INSERT INTO {Keyspace}.calls (hour, at, note) VALUES (?, ?, ?)");
        var select = await session.PrepareAsync($"SELECT note FROM {Keyspace}.calls WHERE hour = ? AND at = ?");
        await Task.WhenAll(Enumerable.Range(first, count).Select(async i =>
        {
            await session.ExecuteAsync(insert.Bind("h", i, $"note {i}").SetIdempotence(true));
            var row = (await session.ExecuteAsync(select.Bind("h", i).SetIdempotence(true))).Single();
            Assert.Equal($"note {i}", row.GetValue<string>("note"));
        }));
    }

    /// <summary>Waits until something holds, for 10 seconds at most.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 500 && !holds(); i++)
            await Task.Delay(20);
        Assert.True(holds());
    }
}
