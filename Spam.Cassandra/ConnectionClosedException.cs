using Cassandra;

namespace Spam.Cassandra;

/// <summary>The connection closed before the answer came.</summary>
/// <param name="message">Which connection, and why.</param>
/// <param name="requestWasSent">Whether the server may have seen the request.</param>
/// <param name="cause">What closed the connection.</param>
public sealed class ConnectionClosedException(string message, bool requestWasSent, Exception? cause) : DriverException(message, cause)
{
    /// <summary>Whether the server may have seen the request, and so may have done it.</summary>
    public bool RequestWasSent => requestWasSent;
}
