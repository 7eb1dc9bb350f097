using Cassandra;

namespace Spam.Cassandra;

/// <summary>A user-defined function threw (0x1400).</summary>
/// <param name="message">The server's message.</param>
/// <param name="keyspace">The function's keyspace.</param>
/// <param name="function">Its name.</param>
/// <param name="argumentTypes">The CQL types of its arguments.</param>
public sealed class FunctionFailedException(string message, string keyspace, string function, IReadOnlyList<string> argumentTypes) : DriverException(message)
{
    /// <summary>The function's keyspace.</summary>
    public string Keyspace => keyspace;

    /// <summary>Its name.</summary>
    public string Function => function;

    /// <summary>The CQL types of its arguments.</summary>
    public IReadOnlyList<string> ArgumentTypes => argumentTypes;

    internal override bool QuotesServer => true;
}
