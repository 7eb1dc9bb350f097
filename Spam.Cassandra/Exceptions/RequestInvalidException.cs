#nullable disable

namespace Cassandra;

/// <summary>A request cannot be sent as it stands.</summary>
public class RequestInvalidException : DriverException
{
    /// <summary>An exception with a message.</summary>
    public RequestInvalidException(string message) : base(message)
    {
    }
}
