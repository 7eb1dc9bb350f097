#nullable disable

namespace Cassandra;

/// <summary>The server answered with an error. <see cref="Exception.Message"/> may be the server's own text, which can quote keys: do not log it.</summary>
public abstract class QueryValidationException : DriverException
{
    /// <summary>An exception with the server's message.</summary>
    internal QueryValidationException(string message) : base(message)
    {
    }

    /// <summary>An exception with the server's message and a cause.</summary>
    internal QueryValidationException(string message, Exception innerException) : base(message, innerException)
    {
    }

    internal override bool QuotesServer => true;
}
