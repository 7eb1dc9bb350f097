using System.Net;
using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>Who is told of what the control connection learns.</summary>
/// <param name="Added">A node came.</param>
/// <param name="Removed">A node left.</param>
/// <param name="SaidUp">The cluster says that a node is up.</param>
/// <param name="SchemaChanged">Something in the schema changed.</param>
sealed record ClusterEvents(Action<Host> Added, Action<Host> Removed, Action<IPEndPoint> SaidUp, Action SchemaChanged);
