#nullable disable

namespace Cassandra;

/// <summary>The statement is well formed and still wrong: an unknown table, a value of a wrong size (0x2200).</summary>
public class InvalidQueryException : QueryValidationException
{
    /// <summary>An exception with the server's message.</summary>
    public InvalidQueryException(string message) : base(message)
    {
    }

    /// <summary>An exception with the server's message and a cause.</summary>
    public InvalidQueryException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
