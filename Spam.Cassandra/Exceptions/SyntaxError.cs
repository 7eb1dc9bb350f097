#nullable disable

namespace Cassandra;

/// <summary>The statement is not CQL (0x2000).</summary>
public class SyntaxError : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public SyntaxError(string message) : base(message)
    {
    }
}
