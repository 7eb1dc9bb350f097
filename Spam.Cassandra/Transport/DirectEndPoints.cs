using System.Net;
using System.Net.Sockets;
using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>Nodes that are reached at their own addresses.</summary>
sealed class DirectEndPoints(Configuration configuration) : IEndPoints
{
    /// <summary>Names of contact points by address: what a certificate bears is a name.</summary>
    readonly Dictionary<IPAddress, string> _names = [];

    public bool AreProxied => false;

    public async Task<IReadOnlyList<NodeEndPoint>> FindContactPointsAsync(CancellationToken cancellation)
    {
        var found = new List<NodeEndPoint>();
        Exception? failure = null;
        foreach (var point in configuration.ContactPoints)
        {
            if (point.Address is not null)
            {
                found.Add(Reach(point.Address));
                continue;
            }

            try
            {
                var addresses = IPAddress.TryParse(point.Name, out var address)
                    ? [address]
                    : await Dns.GetHostAddressesAsync(point.Name, cancellation).ConfigureAwait(false);
                foreach (var one in addresses)
                {
                    if (!IPAddress.TryParse(point.Name, out _))
                    {
                        lock (_names)
                            _names[one] = point.Name;
                    }

                    found.Add(Reach(new(one, configuration.Port)));
                }
            }
            catch (SocketException error)
            {
                failure = error;
            }
        }

        return found.Count > 0
            ? [.. found.DistinctBy(point => point.Address)]
            : throw new NoHostAvailableException(
                $"None of the contact points has an address: {string.Join(", ", configuration.ContactPoints.Select(point => point.Name))}.", failure);
    }

    public ValueTask<NodeEndPoint> FindAsync(Host host, CancellationToken cancellation) => new(Reach(host.Address));

    NodeEndPoint Reach(IPEndPoint address)
    {
        string? name;
        lock (_names)
            name = configuration.SslOptions?.HostNameResolver?.Invoke(address.Address) ?? _names.GetValueOrDefault(address.Address);
        return new(address, address, name ?? address.Address.ToString());
    }
}
