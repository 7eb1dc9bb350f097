using System.Security.Cryptography.X509Certificates;
using Spam.Tests.Cassandra.Double;
using Spam.Web.Configuration;

namespace Spam.Tests.Web.Http;

/// <summary>The files that a server over TLS needs.</summary>
static class TlsFiles
{
    /// <summary>Writes a certificate with its authority, and its key.</summary>
    public static ConnectionSettings Write(TemporaryFolder folder, FakeCertificates certificates)
    {
        using var certificate = certificates.Server();
        using var key = certificate.GetRSAPrivateKey()!; // made with one
        var chain = certificate.ExportCertificatePem() + "\n" + certificates.Authority.ExportCertificatePem();
        return new() { TlsCertificateFile = folder.Write("server.pem", chain), TlsKeyFile = folder.Write("server.key", key.ExportPkcs8PrivateKeyPem()) };
    }
}
