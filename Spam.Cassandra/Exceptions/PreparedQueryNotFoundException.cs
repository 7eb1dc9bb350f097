#nullable disable

namespace Cassandra;

/// <summary>The node does not know the prepared statement, even after it was prepared there again (0x2500).</summary>
public class PreparedQueryNotFoundException : QueryValidationException
{
    /// <summary>An exception with a message and the id.</summary>
    public PreparedQueryNotFoundException(string message, byte[] unknownId) : base(message) => UnknownId = unknownId;

    /// <summary>The id that the node does not know.</summary>
    public byte[] UnknownId { get; }
}
