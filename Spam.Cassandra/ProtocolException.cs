using Cassandra;

namespace Spam.Cassandra;

/// <summary>The bytes that a server sent are not version 4 of the protocol. The connection that carried them is closed.</summary>
/// <param name="message">What came and what was expected.</param>
public sealed class ProtocolException(string message) : DriverException(message);
