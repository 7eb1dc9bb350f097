namespace Spam.Tests.Cassandra.Double;

/// <summary>What can go wrong with a request.</summary>
enum FaultKind
{
    /// <summary>The answer comes after <see cref="Fault.Delay"/>.</summary>
    Delay,

    /// <summary>No answer at all.</summary>
    Drop,

    /// <summary>Half of the answer, then the connection ends.</summary>
    HalfFrame,

    /// <summary>Bytes that are no frame.</summary>
    Garbage,

    /// <summary>The answer under a stream id that nobody asked on.</summary>
    WrongStream,

    /// <summary>The answer with an opcode that does not exist.</summary>
    UnknownOpcode,

    /// <summary>The answer with a length of two gigabytes.</summary>
    HugeLength,

    /// <summary>The answer with a negative length.</summary>
    NegativeLength,

    /// <summary>The answer in protocol version 5.</summary>
    WrongVersion,

    /// <summary>The connection ends without an answer.</summary>
    Close,

    /// <summary>The connection is reset without an answer.</summary>
    Reset,

    Unprepared,
    Overloaded,
    Bootstrapping,
    ReadTimeout,
    WriteTimeout,
    ReadFailure,
    WriteFailure,
    Unavailable,
    TruncateError,
    ServerError,
    Unauthorized,
}
