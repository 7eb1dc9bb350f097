using System.Net;

namespace Spam.Cassandra.Transport;

/// <summary>How to reach a node.</summary>
/// <param name="Address">By which the node is known.</param>
/// <param name="Target">Where to connect to: the node itself, or a proxy before it.</param>
/// <param name="ServerName">The name to ask for in TLS, which also tells a proxy which node is meant.</param>
sealed record NodeEndPoint(IPEndPoint Address, IPEndPoint Target, string ServerName);
