using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>Finds out how to reach nodes: directly, or through Astra's proxy.</summary>
interface IEndPoints
{
    /// <summary>Whether the address to connect to says nothing of which node it is.</summary>
    bool AreProxied { get; }

    /// <summary>Where to begin. Names are looked up anew each time.</summary>
    Task<IReadOnlyList<NodeEndPoint>> FindContactPointsAsync(CancellationToken cancellation);

    /// <summary>How to reach a node.</summary>
    ValueTask<NodeEndPoint> FindAsync(Host host, CancellationToken cancellation);
}
