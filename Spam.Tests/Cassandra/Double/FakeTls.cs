using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Spam.Tests.Cassandra.Double;

/// <summary>The server's side of TLS.</summary>
static class FakeTls
{
    /// <summary>
    /// With an authority, a client's certificate is demanded. Without one, a client of TLS 1.3 believes its handshake ended well, and gets the alert at its first read.
    /// </summary>
    public static SslServerAuthenticationOptions Options(X509Certificate2 certificate, X509Certificate2? clientAuthority) => new()
    {
        ServerCertificate = certificate,
        ClientCertificateRequired = clientAuthority is not null,
        RemoteCertificateValidationCallback = (_, client, _, _) => clientAuthority is null || client is not null && IsOf(clientAuthority, client),
    };

    static bool IsOf(X509Certificate2 authority, X509Certificate client)
    {
        using var copy = new X509Certificate2(client);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(copy);
    }
}
