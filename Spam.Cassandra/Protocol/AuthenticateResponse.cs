namespace Spam.Cassandra.Protocol;

/// <summary>The server wants to know who is there.</summary>
sealed class AuthenticateResponse(string authenticator) : Response
{
    /// <summary>The Java class that will check.</summary>
    public string Authenticator => authenticator;
}
