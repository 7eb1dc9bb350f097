using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Trusts certificates of given authorities and of no other, that bear the right name.</summary>
sealed class TrustedAuthorities(X509Certificate2Collection authorities)
{
    /// <summary>Whether a server's certificate is trusted.</summary>
    public bool Trust(object sender, X509Certificate? certificate, X509Chain? sent, SslPolicyErrors errors)
    {
        // That the system knows no such authority does not matter; another name, or no certificate, does.
        if (certificate is not X509Certificate2 server || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (var between in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(between.Certificate);
        return chain.Build(server);
    }
}
