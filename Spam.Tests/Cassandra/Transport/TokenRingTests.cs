using Cassandra;
using Spam.Cassandra.Transport;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>Which nodes hold a token.</summary>
public class TokenRingTests
{
    static readonly Host[] _hosts =
    [
        Make(1, "east", "a", 0, 100), Make(2, "east", "a", 10), Make(3, "east", "b", 20), Make(4, "west", "a", 30), Make(5, "west", "a", 40),
    ];

    [Theory]
    [InlineData(5, "2 3")] // the first node at or after the token, then the next ones
    [InlineData(10, "2 3")]
    [InlineData(95, "1 2")] // node 1 again at 100
    [InlineData(101, "1 2")] // beyond the last token the ring begins again
    public void SimpleStrategy_takes_the_next_nodes(long token, string expected)
        => Assert.Equal(expected, Find("simple", token));

    [Theory]
    [InlineData(5, "2 3 4")] // two in the east, in different racks; one in the west
    [InlineData(-5, "1 3 4")] // node 2 shares node 1's rack
    [InlineData(35, "1 3 5")]
    public void NetworkTopologyStrategy_takes_racks_in_each_datacenter(long token, string expected)
        => Assert.Equal(expected, Find("topology", token));

    [Fact]
    public void An_unknown_keyspace_has_no_nodes() => Assert.Equal("", Find("unknown", 5));

    static string Find(string keyspace, long token)
    {
        var ring = new TokenRing(_hosts, new Dictionary<string, IDictionary<string, string>>
        {
            ["simple"] = new Dictionary<string, string> { ["class"] = "org.apache.cassandra.locator.SimpleStrategy", ["replication_factor"] = "2" },
            ["topology"] = new Dictionary<string, string> { ["class"] = "org.apache.cassandra.locator.NetworkTopologyStrategy", ["east"] = "2", ["west"] = "1" },
        });
        return string.Join(" ", ring.Replicas(keyspace, token).Select(host => host.Address.Port).Order());
    }

    static Host Make(int number, string datacenter, string rack, params long[] tokens)
        => new(new(System.Net.IPAddress.Loopback, number)) { Datacenter = datacenter, Rack = rack, Tokens = tokens };
}
