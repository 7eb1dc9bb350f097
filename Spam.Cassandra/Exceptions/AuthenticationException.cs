#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>The node refused the credentials, or wanted some and none were given.</summary>
public class AuthenticationException : DriverException
{
    /// <summary>An exception with a message.</summary>
    public AuthenticationException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and the node.</summary>
    public AuthenticationException(string message, IPEndPoint host) : base($"Authentication failed on {host}: {message}") => Host = host;

    /// <summary>The node that refused.</summary>
    public IPEndPoint Host { get; }
}
