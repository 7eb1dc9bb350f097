using System.Security.Cryptography.X509Certificates;

namespace Spam.Web.Configuration.Reading;

/// <summary>Reads certificates from PEM files.</summary>
static class CertificateFiles
{
    /// <summary>The authorities that a file holds, one or several.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It holds none.</exception>
    public static X509Certificate2Collection Authorities(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new System.Security.Cryptography.CryptographicException("There is no certificate in it.");
    }

    /// <summary>A certificate with its key, in files of their own or both in one.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are no PEM, or do not belong together.</exception>
    public static X509Certificate2 WithKey(string certificateFile, string keyFile)
    {
        var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate) // Windows takes no key for TLS that is in memory only
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
