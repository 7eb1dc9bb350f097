#nullable disable

namespace Cassandra;

/// <summary>The statement was valid and its execution failed.</summary>
public abstract class QueryExecutionException : QueryValidationException
{
    /// <summary>An exception with a message.</summary>
    internal QueryExecutionException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    internal QueryExecutionException(string message, Exception innerException) : base(message, innerException)
    {
    }

    internal override bool QuotesServer => false; // messages are made here, of numbers
}
