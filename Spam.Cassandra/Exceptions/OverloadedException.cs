#nullable disable

namespace Cassandra;

/// <summary>The node has too much to do, or is shutting down (0x1001).</summary>
public class OverloadedException : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public OverloadedException(string message) : base(message)
    {
    }
}
