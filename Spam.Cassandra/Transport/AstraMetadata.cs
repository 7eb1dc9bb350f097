namespace Spam.Cassandra.Transport;

/// <summary>What Astra's metadata service says of a database.</summary>
/// <param name="LocalDatacenter">The datacenter; null where it does not say.</param>
/// <param name="ProxyHost">The proxy before all nodes.</param>
/// <param name="ProxyPort">Its port.</param>
/// <param name="ContactPoints">Ids of nodes to begin with.</param>
sealed record AstraMetadata(string? LocalDatacenter, string ProxyHost, int ProxyPort, IReadOnlyList<string> ContactPoints);
