#nullable disable

namespace Cassandra;

/// <summary>Something unexpected went wrong in the server (0x0000), or it sent an error code that version 4 does not know.</summary>
public class ServerErrorException : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public ServerErrorException(string message) : base(message)
    {
    }
}
