namespace Spam.Cassandra.Protocol;

/// <summary>A step of the server in SASL.</summary>
sealed class AuthChallengeResponse(byte[]? token) : Response
{
    public byte[]? Token => token;
}
