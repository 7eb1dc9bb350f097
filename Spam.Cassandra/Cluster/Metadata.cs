#nullable disable

using System.Net;
using Spam.Cassandra.Transport;

namespace Cassandra;

/// <summary>What is known of the cluster.</summary>
public class Metadata
{
    volatile Host[] _hosts = [];
    volatile TokenRing _ring = TokenRing.Empty;

    internal Metadata()
    {
    }

    /// <summary>The name of the cluster.</summary>
    public string ClusterName { get; internal set; }

    /// <summary>Whether the cluster is Astra.</summary>
    public bool IsDbaas { get; internal set; }

    /// <summary>The nodes, as one array that stays the same until they change.</summary>
    internal Host[] Hosts => _hosts;

    /// <summary>The datacenter of the node that was reached first.</summary>
    internal string LocalDatacenter { get; set; }

    /// <summary>Asks the nodes whether they know the same schema.</summary>
    internal Func<Task<bool>> SchemaCheck { get; set; }

    /// <summary>All nodes.</summary>
    public ICollection<Host> AllHosts() => [.. _hosts];

    /// <summary>The node that listens at an address; null where none does.</summary>
    public Host GetHost(IPEndPoint address) => Array.Find(_hosts, host => host.Address.Equals(address));

    /// <summary>Asks the nodes whether they know the same schema.</summary>
    public Task<bool> CheckSchemaAgreementAsync() => SchemaCheck?.Invoke() ?? Task.FromResult(false);

    internal void Set(Host[] hosts) => _hosts = hosts;

    internal void Set(TokenRing ring) => _ring = ring;

    /// <summary>The nodes that hold a partition of a keyspace; none where the ring or the keyspace is unknown.</summary>
    internal Host[] Replicas(string keyspace, byte[] key) => _ring.Replicas(keyspace, Murmur3.Token(key));
}
