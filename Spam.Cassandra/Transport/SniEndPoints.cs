using System.Net;
using System.Net.Sockets;
using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>Nodes behind Astra's proxy: one address for all, and the node's id as the name asked for in TLS.</summary>
sealed class SniEndPoints(Configuration configuration) : IEndPoints
{
    readonly AstraMetadataService _service = new(configuration.Bundle, configuration.SocketOptions);
    volatile AstraMetadata? _metadata;
    IPAddress[] _proxies = [];
    int _turn;

    public bool AreProxied => true;

    /// <summary>The datacenter that Astra names; null before the first look.</summary>
    public string? LocalDatacenter => _metadata?.LocalDatacenter;

    public async Task<IReadOnlyList<NodeEndPoint>> FindContactPointsAsync(CancellationToken cancellation)
    {
        var metadata = await _service.FindAsync(cancellation).ConfigureAwait(false);
        _metadata = metadata;
        await ResolveAsync(metadata, cancellation).ConfigureAwait(false);
        return [.. metadata.ContactPoints.Select(id => Reach(metadata, id, null))];
    }

    public async ValueTask<NodeEndPoint> FindAsync(Host host, CancellationToken cancellation)
    {
        var metadata = _metadata ??= await _service.FindAsync(cancellation).ConfigureAwait(false);
        await ResolveAsync(metadata, cancellation).ConfigureAwait(false);
        return Reach(metadata, host.HostId.ToString("D"), host.Address);
    }

    async Task ResolveAsync(AstraMetadata metadata, CancellationToken cancellation)
    {
        try
        {
            Volatile.Write(ref _proxies, await Dns.GetHostAddressesAsync(metadata.ProxyHost, cancellation).ConfigureAwait(false));
        }
        catch (SocketException error) when (_proxies.Length == 0)
        {
            throw new NoHostAvailableException($"The proxy {metadata.ProxyHost} that the bundle's metadata service names has no address.", error);
        }
        catch (SocketException)
        {
            // The addresses of the last look are likely to be right still.
        }
    }

    NodeEndPoint Reach(AstraMetadata metadata, string hostId, IPEndPoint? address)
    {
        var proxies = Volatile.Read(ref _proxies);
        var target = new IPEndPoint(proxies[(int)((uint)Interlocked.Increment(ref _turn) % (uint)proxies.Length)], metadata.ProxyPort);
        return new(address ?? target, target, hostId);
    }
}
