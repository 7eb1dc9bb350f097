#nullable disable

namespace Cassandra;

/// <summary>The statement asks for a configuration that cannot be (0x2300).</summary>
public class InvalidConfigurationInQueryException : InvalidQueryException
{
    /// <summary>An exception with the server's message.</summary>
    public InvalidConfigurationInQueryException(string message) : base(message)
    {
    }
}
