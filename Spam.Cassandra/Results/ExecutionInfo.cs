#nullable disable

using System.Net;
using Spam.Cassandra.Protocol;

namespace Cassandra;

/// <summary>How a request went.</summary>
public class ExecutionInfo
{
    internal ExecutionInfo()
    {
    }

    /// <summary>The node that answered.</summary>
    public IPEndPoint QueriedHost { get; internal init; }

    /// <summary>The nodes that were tried, the one that answered last.</summary>
    public IList<IPEndPoint> TriedHosts => [.. Failed ?? [], QueriedHost];

    /// <summary>The server's warnings; null where there are none.</summary>
    public string[] Warnings => Extras?.Warnings;

    /// <summary>The consistency at which the request was done.</summary>
    public ConsistencyLevel AchievedConsistency { get; internal init; }

    /// <summary>After a change of the schema: whether all nodes knew of it in the time allowed. True for all other requests.</summary>
    public bool IsSchemaInAgreement { get; internal set; } = true;

    /// <summary>The nodes that failed before one answered; null where the first did, so that the usual request carries no list.</summary>
    internal IReadOnlyList<IPEndPoint> Failed { get; init; }

    /// <summary>What stood before the body of the answer.</summary>
    internal ResponseExtras Extras { get; init; }
}
