#nullable disable

namespace Cassandra;

/// <summary>
/// The nodes of one datacenter that hold the statement's partition, then the others there: a <see cref="TokenAwarePolicy"/> over a
/// <see cref="DCAwareRoundRobinPolicy"/>.
/// </summary>
public class DefaultLoadBalancingPolicy : ILoadBalancingPolicy
{
    readonly TokenAwarePolicy _policy;

    /// <summary>For a datacenter.</summary>
    public DefaultLoadBalancingPolicy(string localDc) => _policy = new(new DCAwareRoundRobinPolicy(localDc));

    /// <inheritdoc/>
    public void Initialize(ICluster cluster) => _policy.Initialize(cluster);

    /// <inheritdoc/>
    public HostDistance Distance(Host host) => _policy.Distance(host);

    /// <inheritdoc/>
    public IEnumerable<Host> NewQueryPlan(string keyspace, IStatement query) => _policy.NewQueryPlan(keyspace, query);
}
