#nullable disable

namespace Cassandra;

/// <summary>TRUNCATE failed (0x1003).</summary>
public class TruncateException : QueryExecutionException
{
    /// <summary>An exception with the server's message.</summary>
    public TruncateException(string message) : base(message)
    {
    }

    internal override bool QuotesServer => true;
}
