#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>The node did not answer in time. Whether it did what was asked is unknown.</summary>
public class OperationTimedOutException : DriverException
{
    /// <summary>An exception for a node and the milliseconds waited.</summary>
    public OperationTimedOutException(IPEndPoint address, int timeout)
        : base($"The host {address} did not answer within {timeout} ms. SocketOptions.SetReadTimeoutMillis or a statement's SetReadTimeoutMillis allows more.")
    {
    }
}
