#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>All connections to a node carry as many requests as they may.</summary>
public class BusyPoolException : DriverException
{
    /// <summary>An exception for a node, its limit and its connections.</summary>
    public BusyPoolException(IPEndPoint address, int maxRequestsPerConnection, int connectionLength)
        : base($"All {connectionLength} connections to {address} carry {maxRequestsPerConnection} requests. " +
            "Send fewer at once, or raise PoolingOptions.SetMaxRequestsPerConnection or SetMaxConnectionsPerHost.")
    {
        Address = address;
        MaxRequestsPerConnection = maxRequestsPerConnection;
        ConnectionLength = connectionLength;
    }

    /// <summary>The node.</summary>
    public IPEndPoint Address { get; }

    /// <summary>How many requests one connection may carry.</summary>
    public int MaxRequestsPerConnection { get; }

    /// <summary>How many connections there are.</summary>
    public int ConnectionLength { get; }
}
