using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Spam.Tests.Cassandra.Double;

/// <summary>An authority made for one test, and what it signs.</summary>
sealed class FakeCertificates : IDisposable
{
    readonly RSA _key = RSA.Create(2048);

    public FakeCertificates(string name = "double authority")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    public X509Certificate2 Authority { get; }

    /// <summary>A certificate for a server at this machine, or of that name only.</summary>
    public X509Certificate2 Server(string? onlyName = null)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (onlyName is not null)
        {
            names.AddDnsName(onlyName);
        }
        else
        {
            names.AddDnsName("localhost");
            for (byte i = 1; i < 10; i++)
                names.AddIpAddress(new([127, 0, 0, i]));
        }

        return Issue(onlyName ?? "localhost", "1.3.6.1.5.5.7.3.1", names.Build());
    }

    /// <summary>A certificate for a client.</summary>
    public X509Certificate2 Client(string name = "client") => Issue(name, "1.3.6.1.5.5.7.3.2", null);

    public void Dispose()
    {
        _key.Dispose();
        Authority.Dispose();
    }

    X509Certificate2 Issue(string name, string use, X509Extension? names)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, false));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(use)], false));
        if (names is not null)
            request.CertificateExtensions.Add(names);
        using var issued = request.Create(Authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(16));
        using var whole = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
