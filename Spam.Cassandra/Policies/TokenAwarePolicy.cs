#nullable disable

namespace Cassandra;

/// <summary>First the nodes that hold the statement's partition, then those of another policy.</summary>
public class TokenAwarePolicy : ILoadBalancingPolicy
{
    readonly ILoadBalancingPolicy _child;
    Cluster _cluster;
    int _turn;

    /// <summary>In front of another policy, which also says how near a node is.</summary>
    public TokenAwarePolicy(ILoadBalancingPolicy childPolicy)
    {
        ArgumentNullException.ThrowIfNull(childPolicy);
        _child = childPolicy;
    }

    /// <inheritdoc/>
    public void Initialize(ICluster cluster)
    {
        _cluster = cluster as Cluster;
        _child.Initialize(cluster);
    }

    /// <inheritdoc/>
    public HostDistance Distance(Host host) => _child.Distance(host);

    /// <inheritdoc/>
    public IEnumerable<Host> NewQueryPlan(string keyspace, IStatement query)
    {
        // One node has everything, and without a key there is nothing to look for.
        if (_cluster is not { MetadataNow: { Hosts.Length: > 1 } metadata } || query?.RoutingKey?.RawRoutingKey is not { } key)
            return _child.NewQueryPlan(keyspace, query);

        var replicas = metadata.Replicas(query.Keyspace ?? keyspace, key);
        return replicas.Length == 0 ? _child.NewQueryPlan(keyspace, query) : Plan(replicas, keyspace, query);
    }

    IEnumerable<Host> Plan(Host[] replicas, string keyspace, IStatement query)
    {
        var first = (int)((uint)Interlocked.Increment(ref _turn) % (uint)replicas.Length);
        for (var i = 0; i < replicas.Length; i++)
        {
            var host = replicas[(first + i) % replicas.Length];
            if (host.IsUp && _child.Distance(host) == HostDistance.Local)
                yield return host;
        }

        foreach (var host in _child.NewQueryPlan(keyspace, query))
        {
            if (Array.IndexOf(replicas, host) < 0 || !host.IsUp || _child.Distance(host) != HostDistance.Local)
                yield return host;
        }
    }
}
