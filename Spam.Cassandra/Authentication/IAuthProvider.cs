#nullable disable

using System.Net;

namespace Cassandra;

/// <summary>Gives each connection something that can say who is there.</summary>
public interface IAuthProvider
{
    /// <summary>An authenticator for one connection to a node.</summary>
    IAuthenticator NewAuthenticator(IPEndPoint host);
}
