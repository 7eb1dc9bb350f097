#nullable disable

namespace Cassandra;

/// <summary>The server did not accept what was sent (0x000A), its version of the protocol included.</summary>
public class ProtocolErrorException : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public ProtocolErrorException(string message) : base(message)
    {
    }
}
