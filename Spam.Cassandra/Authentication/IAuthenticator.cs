#nullable disable

namespace Cassandra;

/// <summary>Says who is there, on one connection, in the steps of SASL.</summary>
public interface IAuthenticator
{
    /// <summary>The first bytes.</summary>
    byte[] InitialResponse();

    /// <summary>The answer to the server's bytes; null to give up.</summary>
    byte[] EvaluateChallenge(byte[] challenge);
}
