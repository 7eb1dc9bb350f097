using System.Net;
using Cassandra;

namespace Spam.Cassandra.Protocol;

/// <summary>The server could not do what was asked.</summary>
/// <remarks>Source: native_protocol_v4.spec, section 9.</remarks>
sealed class ErrorResponse(ErrorCode code, string message) : Response
{
    public ErrorCode Code => code;

    /// <summary>The server's words, which may quote keys and values.</summary>
    public string Message => message;

    public ConsistencyLevel Consistency { get; init; }

    /// <summary>Replicas that answered, or those alive.</summary>
    public int Received { get; init; }

    /// <summary>Replicas that had to.</summary>
    public int Required { get; init; }

    public int Failures { get; init; }

    public bool DataPresent { get; init; }

    public string WriteType { get; init; } = "";

    public string Keyspace { get; init; } = "";

    /// <summary>The table or function.</summary>
    public string Name { get; init; } = "";

    public string[] ArgumentTypes { get; init; } = [];

    /// <summary>The prepared statement that the server does not know.</summary>
    public byte[] UnknownId { get; init; } = [];

    public static ErrorResponse Read(ref FrameReader reader)
    {
        var code = (ErrorCode)reader.ReadInt();
        var message = reader.ReadString();
        return code switch
        {
            ErrorCode.Unavailable => new(code, message) { Consistency = reader.ReadConsistency(), Required = reader.ReadInt(), Received = reader.ReadInt() },
            ErrorCode.WriteTimeout => new(code, message)
            {
                Consistency = reader.ReadConsistency(),
                Received = reader.ReadInt(),
                Required = reader.ReadInt(),
                WriteType = reader.ReadString(),
            },
            ErrorCode.ReadTimeout => new(code, message)
            {
                Consistency = reader.ReadConsistency(),
                Received = reader.ReadInt(),
                Required = reader.ReadInt(),
                DataPresent = reader.ReadByte() != 0,
            },
            ErrorCode.ReadFailure => new(code, message)
            {
                Consistency = reader.ReadConsistency(),
                Received = reader.ReadInt(),
                Required = reader.ReadInt(),
                Failures = reader.ReadInt(),
                DataPresent = reader.ReadByte() != 0,
            },
            ErrorCode.WriteFailure => new(code, message)
            {
                Consistency = reader.ReadConsistency(),
                Received = reader.ReadInt(),
                Required = reader.ReadInt(),
                Failures = reader.ReadInt(),
                WriteType = reader.ReadString(),
            },
            ErrorCode.FunctionFailure => new(code, message) { Keyspace = reader.ReadString(), Name = reader.ReadString(), ArgumentTypes = reader.ReadStringList() },
            ErrorCode.AlreadyExists => new(code, message) { Keyspace = reader.ReadString(), Name = reader.ReadString() },
            ErrorCode.Unprepared => new(code, message) { UnknownId = reader.ReadShortBytes().ToArray() },
            _ => new(code, message),
        };
    }

    /// <summary>The driver's exception for the error.</summary>
    /// <param name="host">The node that answered.</param>
    public DriverException ToException(IPEndPoint host) => Code switch
    {
        ErrorCode.ProtocolError => new ProtocolErrorException(message),
        ErrorCode.BadCredentials => new AuthenticationException("the server refused the user name or password.", host),
        ErrorCode.Unavailable => new UnavailableException(Consistency, Required, Received),
        ErrorCode.Overloaded => new OverloadedException(message),
        ErrorCode.IsBootstrapping => new IsBootstrappingException(message),
        ErrorCode.TruncateError => new TruncateException(message),
        ErrorCode.WriteTimeout => new WriteTimeoutException(Consistency, Received, Required, WriteType),
        ErrorCode.ReadTimeout => new ReadTimeoutException(Consistency, Received, Required, DataPresent),
        ErrorCode.ReadFailure => new ReadFailureException(Consistency, Received, Required, Failures, DataPresent),
        ErrorCode.FunctionFailure => new FunctionFailedException(message, Keyspace, Name, ArgumentTypes),
        ErrorCode.WriteFailure => new WriteFailureException(Consistency, Received, Required, Failures, WriteType),
        ErrorCode.SyntaxError => new SyntaxError(message),
        ErrorCode.Unauthorized => new UnauthorizedException(message),
        ErrorCode.Invalid => new InvalidQueryException(message),
        ErrorCode.ConfigError => new InvalidConfigurationInQueryException(message),
        ErrorCode.AlreadyExists => new AlreadyExistsException(Keyspace, Name),
        ErrorCode.Unprepared => new PreparedQueryNotFoundException(message, UnknownId),
        _ => new ServerErrorException(message),
    };
}
