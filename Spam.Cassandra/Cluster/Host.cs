#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>A node.</summary>
public class Host
{
    internal Host(IPEndPoint address) => Address = address;

    /// <summary>Whether it can be reached, as far as the connections to it tell.</summary>
    public bool IsUp { get; internal set; } = true;

    /// <summary>Where it listens, by its own account.</summary>
    public IPEndPoint Address { get; internal set; }

    /// <summary>The id that stays with it through changes of address.</summary>
    public Guid HostId { get; internal set; }

    /// <summary>Its datacenter.</summary>
    public string Datacenter { get; internal set; }

    /// <summary>Its rack.</summary>
    public string Rack { get; internal set; }

    /// <summary>Its version of Cassandra; null where it does not say.</summary>
    public Version CassandraVersion { get; internal set; }

    /// <summary>Its places on the ring.</summary>
    internal long[] Tokens { get; set; } = [];
}
