namespace Spam.Cassandra.Protocol;

/// <summary>The credentials were right.</summary>
sealed class AuthSuccessResponse(byte[]? token) : Response
{
    public byte[]? Token => token;
}
