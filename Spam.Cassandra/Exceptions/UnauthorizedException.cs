#nullable disable

namespace Cassandra;

/// <summary>The user may not do this (0x2100).</summary>
public class UnauthorizedException : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public UnauthorizedException(string message) : base(message)
    {
    }
}
