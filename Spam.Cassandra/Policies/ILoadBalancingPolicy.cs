#nullable disable

namespace Cassandra;

/// <summary>Decides which nodes a request goes to, and in which order.</summary>
public interface ILoadBalancingPolicy
{
    /// <summary>Called once, when the nodes of the cluster are known.</summary>
    void Initialize(ICluster cluster);

    /// <summary>How near a node is.</summary>
    HostDistance Distance(Host host);

    /// <summary>The nodes for one request; the next is asked for when one failed.</summary>
    IEnumerable<Host> NewQueryPlan(string keyspace, IStatement query);
}
