#nullable disable

namespace Cassandra;

/// <summary>What all exceptions of this client derive from, <see cref="DriverInternalError"/> and time-outs of synchronous calls excepted.</summary>
public class DriverException : Exception
{
    /// <summary>An exception with a message.</summary>
    public DriverException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public DriverException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Whether <see cref="Exception.Message"/> is the server's own text, which may quote keys and values.</summary>
    internal virtual bool QuotesServer => false;

    /// <summary>As for every exception, but without a server's text: what is printed ends in logs, and servers quote keys and values.</summary>
    public override string ToString()
        => QuotesServer
            ? $"{GetType()}: the server's message is left out here because it may quote data; Message holds it.{Environment.NewLine}{StackTrace}"
            : base.ToString();
}
