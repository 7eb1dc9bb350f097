#nullable disable

namespace Cassandra;

/// <summary>A fault in this client itself.</summary>
public class DriverInternalError : Exception
{
    /// <summary>An error with a message.</summary>
    public DriverInternalError(string message) : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public DriverInternalError(string message, Exception innerException) : base(message, innerException)
    {
    }
}
