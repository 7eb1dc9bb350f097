#nullable disable

namespace Cassandra;

/// <summary>The node is joining the cluster and does not serve yet (0x1002).</summary>
public class IsBootstrappingException : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public IsBootstrappingException(string message) : base(message)
    {
    }
}
