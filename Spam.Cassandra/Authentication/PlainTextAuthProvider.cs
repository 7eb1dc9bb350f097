#nullable disable

using System.Net;
using System.Text;

namespace Cassandra;

/// <summary>A user name and a password, by SASL's PLAIN. Use it with TLS: both travel as they are.</summary>
public class PlainTextAuthProvider : IAuthProvider
{
    readonly byte[] _token;

    /// <summary>A user name and a password. On Astra: <c>token</c> and a token, or a client id and its secret.</summary>
    public PlainTextAuthProvider(string username, string password)
    {
        ArgumentNullException.ThrowIfNull(username);
        ArgumentNullException.ThrowIfNull(password);
        _token = Encoding.UTF8.GetBytes($"\0{username}\0{password}");
    }

    /// <inheritdoc/>
    public IAuthenticator NewAuthenticator(IPEndPoint host) => new Authenticator(_token);

    sealed class Authenticator(byte[] token) : IAuthenticator
    {
        public byte[] InitialResponse() => token;

        public byte[] EvaluateChallenge(byte[] challenge) => null; // PLAIN has one step
    }
}
