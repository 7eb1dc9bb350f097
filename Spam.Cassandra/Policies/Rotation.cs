#nullable disable

namespace Cassandra;

/// <summary>Nodes in turn: those that are up, then those that seem down, which are a last resort.</summary>
static class Rotation
{
    /// <summary>The nodes of a cluster, as one array that stays the same until they change.</summary>
    public static Host[] Hosts(ICluster cluster)
        => cluster is Cluster own ? own.MetadataNow.Hosts
            : [.. cluster?.AllHosts() ?? throw new InvalidOperationException("The policy is not initialized: give it to Builder.WithLoadBalancingPolicy.")];

    public static IEnumerable<Host> Of(Host[] hosts, int turn)
    {
        if (hosts.Length == 1)
            return hosts; // no iterator for the smallest cluster
        return Iterate(hosts, (int)((uint)turn % (uint)Math.Max(hosts.Length, 1)));
    }

    static IEnumerable<Host> Iterate(Host[] hosts, int first)
    {
        for (var up = 1; up >= 0; up--)
        {
            for (var i = 0; i < hosts.Length; i++)
            {
                var host = hosts[(first + i) % hosts.Length];
                if (host.IsUp == (up == 1))
                    yield return host;
            }
        }
    }
}
