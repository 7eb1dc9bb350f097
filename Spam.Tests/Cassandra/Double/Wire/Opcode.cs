namespace Spam.Tests.Cassandra.Double.Wire;

/// <summary>What a frame is, by the protocol's numbers.</summary>
enum Opcode : byte
{
    Error = 0,
    Startup = 1,
    Ready = 2,
    Authenticate = 3,
    Options = 5,
    Supported = 6,
    Query = 7,
    Result = 8,
    Prepare = 9,
    Execute = 10,
    Register = 11,
    Event = 12,
    Batch = 13,
    AuthChallenge = 14,
    AuthResponse = 15,
    AuthSuccess = 16,
}
