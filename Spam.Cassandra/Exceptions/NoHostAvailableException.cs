#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>No node could answer. <see cref="Errors"/> says of each node why.</summary>
public class NoHostAvailableException : DriverException
{
    /// <summary>An exception with what each node that was tried said.</summary>
    public NoHostAvailableException(Dictionary<IPEndPoint, Exception> errors) : base(Describe(errors)) => Errors = errors;

    internal NoHostAvailableException(string message, Exception innerException) : base(message, innerException) => Errors = [];

    /// <summary>What went wrong, by node. A wrong password is here as an <see cref="AuthenticationException"/>.</summary>
    public Dictionary<IPEndPoint, Exception> Errors { get; }

    // Names of exceptions and their messages, but never a server's message: it may quote a key.
    static string Describe(Dictionary<IPEndPoint, Exception> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        if (errors.Count == 0)
            return "No host could be tried: no host is known, or the load balancing policy gave none.";

        var said = errors.Take(5).Select(error
            => $"{error.Key}: {error.Value.GetType().Name}{(error.Value is DriverException { QuotesServer: true } ? "" : $" '{error.Value.Message}'")}");
        return $"All hosts that were tried failed ({errors.Count}): {string.Join("; ", said)}. The Errors property holds them all.";
    }
}
