namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>What ends a request with an ERROR frame: its code, its text and, for some codes, more fields.</summary>
sealed class ServerError(ErrorCode code, string message, Action<WireWriter>? fields = null) : Exception(message)
{
    public ErrorCode Code { get; } = code;

    /// <summary>Writes what follows the text.</summary>
    public Action<WireWriter>? Fields { get; } = fields;

    /// <summary>Warnings that go with it.</summary>
    public List<string> Warnings { get; } = [];

    public static ServerError Invalid(string message) => new(ErrorCode.INVALID, message);

    public static ServerError Protocol(string message) => new(ErrorCode.PROTOCOL_ERROR, message);

    public static ServerError Unavailable(Consistency consistency, int required, int alive) => new(
        ErrorCode.UNAVAILABLE, $"Cannot achieve consistency level {consistency}", writer => writer.Short((ushort)consistency).Int(required).Int(alive));

    public static ServerError ReadTimeout(Consistency consistency, int received, int required, bool dataPresent) => new(
        ErrorCode.READ_TIMEOUT, TimedOut(received), writer => writer.Short((ushort)consistency).Int(received).Int(required).Byte(dataPresent ? (byte)1 : (byte)0));

    public static ServerError WriteTimeout(Consistency consistency, int received, int required, string writeType) => new(
        ErrorCode.WRITE_TIMEOUT, TimedOut(received), writer => writer.Short((ushort)consistency).Int(received).Int(required).String(writeType));

    public static ServerError ReadFailure(Consistency consistency, int received, int required, int failures, bool dataPresent) => new(
        ErrorCode.READ_FAILURE, Failed(received, failures, "READ_TOO_MANY_TOMBSTONES"),
        writer => writer.Short((ushort)consistency).Int(received).Int(required).Int(failures).Byte(dataPresent ? (byte)1 : (byte)0));

    public static ServerError WriteFailure(Consistency consistency, int received, int required, int failures, string writeType) => new(
        ErrorCode.WRITE_FAILURE, Failed(received, failures, "UNKNOWN"),
        writer => writer.Short((ushort)consistency).Int(received).Int(required).Int(failures).String(writeType));

    public static ServerError AlreadyExists(string message, string keyspace, string table) => new(
        ErrorCode.ALREADY_EXISTS, message, writer => writer.String(keyspace).String(table));

    public static ServerError Unprepared(byte[] id) => new(
        ErrorCode.UNPREPARED,
        $"Prepared query with ID {Convert.ToHexStringLower(id)} not found (either the query was not prepared on this host (maybe the host has been restarted?) "
            + "or you have prepared too many queries and it has been evicted from the internal cache)",
        writer => writer.ShortBytes(id));

    static string TimedOut(int received) => $"Operation timed out - received only {received} responses.";

    static string Failed(int received, int failures, string reason)
        => $"Operation failed - received {received} responses and {failures} failures: {reason} from /127.0.0.1:7000";
}
