using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Spam.Cassandra;

/// <summary>Trust in an authority of one's own, for <c>SSLOptions.SetRemoteCertValidationCallback</c>.</summary>
public static class CertificateAuthority
{
    /// <summary>A check that trusts certificates signed by the given authorities and by no other, and that bear the right name.</summary>
    public static RemoteCertificateValidationCallback Trust(params X509Certificate2[] authorities)
    {
        ArgumentNullException.ThrowIfNull(authorities);
        return (_, certificate, sent, errors) =>
        {
            if (certificate is not X509Certificate2 real || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
                return false;

            using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
            chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
            foreach (var between in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
                chain.ChainPolicy.ExtraStore.Add(between.Certificate);
            return chain.Build(real);
        };
    }
}
