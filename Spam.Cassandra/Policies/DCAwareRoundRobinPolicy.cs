#nullable disable

namespace Cassandra;

/// <summary>The nodes of one datacenter in turn. Nodes of others are never used.</summary>
public class DCAwareRoundRobinPolicy : ILoadBalancingPolicy
{
    ICluster _cluster;
    string _localDc;
    Tuple<Host[], Host[]> _local = Tuple.Create<Host[], Host[]>([], []);
    int _turn;

    /// <summary>The datacenter of the node that is reached first.</summary>
    public DCAwareRoundRobinPolicy()
    {
    }

    /// <summary>A given datacenter.</summary>
    public DCAwareRoundRobinPolicy(string localDc)
    {
        ArgumentException.ThrowIfNullOrEmpty(localDc);
        _localDc = localDc;
    }

    /// <inheritdoc/>
    public void Initialize(ICluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        _cluster = cluster;
        var hosts = Rotation.Hosts(cluster);
        _localDc ??= (cluster as Cluster)?.MetadataNow.LocalDatacenter ?? hosts.FirstOrDefault()?.Datacenter;
        if (_localDc is not null && hosts.Length > 0 && hosts.All(host => host.Datacenter != _localDc))
        {
            throw new ArgumentException(
                $"The local datacenter {_localDc} has no node. The cluster has: {string.Join(", ", hosts.Select(host => host.Datacenter).Distinct())}.");
        }
    }

    /// <inheritdoc/>
    public HostDistance Distance(Host host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Datacenter is null || host.Datacenter == _localDc ? HostDistance.Local : HostDistance.Ignored;
    }

    /// <inheritdoc/>
    public IEnumerable<Host> NewQueryPlan(string keyspace, IStatement query)
    {
        var all = Rotation.Hosts(_cluster);
        var local = Volatile.Read(ref _local);
        if (!ReferenceEquals(local.Item1, all)) // the nodes changed since the last request
            Volatile.Write(ref _local, local = Tuple.Create(all, Array.FindAll(all, host => Distance(host) == HostDistance.Local)));
        return Rotation.Of(local.Item2, Interlocked.Increment(ref _turn));
    }
}
