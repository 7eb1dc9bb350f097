using System.Net;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What a host says of itself, and others say of it.</summary>
sealed class FakeHost(IPEndPoint endPoint, string[] tokens)
{
    public IPEndPoint EndPoint { get; } = endPoint;

    public string[] Tokens { get; } = tokens;

    public Guid HostId { get; init; } = Guid.NewGuid();

    public string ClusterName { get; init; } = "double";

    public string DataCenter { get; init; } = "datacenter1";

    public string Rack { get; init; } = "rack1";

    public string Release { get; init; } = "5.0.4";

    /// <summary>What it says where its schema is not the others'.</summary>
    public Guid? OwnSchemaVersion { get; set; }

    public bool IsUp { get; set; } = true;
}
