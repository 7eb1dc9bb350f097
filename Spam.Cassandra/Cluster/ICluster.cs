#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>A cluster and the nodes in it.</summary>
public interface ICluster : IDisposable
{
    /// <summary>What is known of the cluster. Reading it connects where nothing did before, and blocks for it.</summary>
    Metadata Metadata { get; }

    /// <summary>All that was set when the cluster was built.</summary>
    Configuration Configuration { get; }

    /// <summary>A node came.</summary>
    event Action<Host> HostAdded;

    /// <summary>A node left.</summary>
    event Action<Host> HostRemoved;

    /// <summary>All nodes.</summary>
    ICollection<Host> AllHosts();

    /// <summary>Makes a session and blocks for it.</summary>
    ISession Connect();

    /// <summary>Makes a session in a keyspace and blocks for it.</summary>
    ISession Connect(string keyspace);

    /// <summary>Makes a session.</summary>
    Task<ISession> ConnectAsync();

    /// <summary>Makes a session in a keyspace.</summary>
    Task<ISession> ConnectAsync(string keyspace);

    /// <summary>The node that listens at an address; null where none does.</summary>
    Host GetHost(IPEndPoint address);

    /// <summary>Shuts all sessions down and blocks for it; negative waits as long as it takes.</summary>
    void Shutdown(int timeoutMs = -1);

    /// <summary>Shuts all sessions down.</summary>
    Task ShutdownAsync(int timeoutMs = -1);
}
