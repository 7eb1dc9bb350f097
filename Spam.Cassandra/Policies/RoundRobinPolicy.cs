#nullable disable

namespace Cassandra;

/// <summary>All nodes in turn, wherever they are.</summary>
public class RoundRobinPolicy : ILoadBalancingPolicy
{
    ICluster _cluster;
    int _turn;

    /// <inheritdoc/>
    public void Initialize(ICluster cluster) => _cluster = cluster;

    /// <summary>Every node is near.</summary>
    public HostDistance Distance(Host host) => HostDistance.Local;

    /// <inheritdoc/>
    public IEnumerable<Host> NewQueryPlan(string keyspace, IStatement query)
        => Rotation.Of(Rotation.Hosts(_cluster), Interlocked.Increment(ref _turn));
}
