using System.Security.Cryptography.X509Certificates;
using Spam.Tests.Cassandra.Double;
using Spam.Web.Configuration;

namespace Spam.Tests.Web.Http;

/// <summary>The files that a server over TLS needs: a certificate with its authority, and its key.</summary>
sealed class TlsFiles : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeCertificates _certificates = new();

    public TlsFiles()
    {
        using var certificate = _certificates.Server();
        using var key = certificate.GetRSAPrivateKey()!; // made with one
        var chain = certificate.ExportCertificatePem() + "\n" + Authority.ExportCertificatePem();
        Connections = new() { TlsCertificateFile = _folder.Write("server.pem", chain), TlsKeyFile = _folder.Write("server.key", key.ExportPkcs8PrivateKeyPem()) };
    }

    /// <summary>Who made the certificate out.</summary>
    public X509Certificate2 Authority => _certificates.Authority;

    /// <summary>The settings that name the files.</summary>
    public ConnectionSettings Connections { get; }

    public void Dispose()
    {
        _folder.Dispose();
        _certificates.Dispose();
    }
}
