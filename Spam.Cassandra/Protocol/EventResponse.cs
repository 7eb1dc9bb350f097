using System.Net;

namespace Spam.Cassandra.Protocol;

/// <summary>Something happened in the cluster.</summary>
/// <param name="kind">TOPOLOGY_CHANGE, STATUS_CHANGE or SCHEMA_CHANGE.</param>
sealed class EventResponse(string kind) : Response
{
    public string Kind => kind;

    /// <summary>NEW_NODE, REMOVED_NODE, UP or DOWN.</summary>
    public string? Change { get; init; }

    /// <summary>The node that changed; null for schema changes.</summary>
    public IPEndPoint? Address { get; init; }

    /// <summary>What changed in the schema; null for other events.</summary>
    public SchemaChange? Schema { get; init; }
}
