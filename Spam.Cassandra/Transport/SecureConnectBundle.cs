using System.IO.Compression;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Spam.Cassandra.Transport;

/// <summary>Astra's secure connect bundle: a zip with the metadata service's address, an authority's certificate, and the client's own certificate and key.</summary>
/// <remarks>User name and password that <c>config.json</c> may hold are not used.</remarks>
sealed class SecureConnectBundle
{
    const int MaxEntry = 1 << 20;

    readonly X509Certificate2 _authority;
    readonly SslStreamCertificateContext? _client;

    SecureConnectBundle(string host, int port, X509Certificate2 authority, X509Certificate2? client)
    {
        Host = host;
        Port = port;
        _authority = authority;
        _client = client is null ? null : SslStreamCertificateContext.Create(client, [authority], offline: true);
    }

    /// <summary>The metadata service, whose name every certificate of the database bears.</summary>
    public string Host { get; }

    /// <summary>The metadata service's port.</summary>
    public int Port { get; }

    /// <summary>Reads a bundle.</summary>
    /// <exception cref="InvalidOperationException">The file is no such bundle.</exception>
    public static SecureConnectBundle Read(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            using var config = JsonDocument.Parse(Entry(zip, "config.json") ?? throw new InvalidDataException("config.json is absent"));
            var host = config.RootElement.TryGetProperty("host", out var name) ? name.GetString() : null;
            if (string.IsNullOrEmpty(host) || !config.RootElement.TryGetProperty("port", out var port) || !port.TryGetInt32(out var number))
                throw new InvalidDataException("config.json has no host or no port");

            var authority = X509CertificateLoader.LoadCertificate(Entry(zip, "ca.crt") ?? throw new InvalidDataException("ca.crt is absent"));
            var password = config.RootElement.TryGetProperty("pfxCertPassword", out var secret) ? secret.GetString() : null;
            return new(host, number, authority, Client(zip, password));
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or CryptographicException
            or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"The secure connect bundle '{path}' cannot be read: {error.Message}. " +
                "Expected a zip with config.json, ca.crt, cert and key. Download it again.", error);
        }
    }

    /// <summary>
    /// How to open TLS to the metadata service or, through the proxy, to a node. The certificate must bear <see cref="Host"/>, whatever name is asked for.
    /// </summary>
    public SslClientAuthenticationOptions Tls(string serverName) => new()
    {
        TargetHost = serverName,
        ClientCertificateContext = _client,
        CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority },
            RevocationMode = X509RevocationMode.NoCheck,
        },
        RemoteCertificateValidationCallback = (_, certificate, _, errors)
            => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None && certificate is X509Certificate2 real && real.MatchesHostname(Host),
    };

    // Two PEM files, or one PFX.
    static X509Certificate2? Client(ZipArchive zip, string? password)
    {
        if (Entry(zip, "cert") is { } certificate && Entry(zip, "key") is { } key)
        {
            // The detour over PKCS #12 gives a key that TLS can use on every system.
            using var pem = X509Certificate2.CreateFromPem(System.Text.Encoding.UTF8.GetString(certificate), System.Text.Encoding.UTF8.GetString(key));
            return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
        }

        return Entry(zip, "cert.pfx") is { } pfx ? X509CertificateLoader.LoadPkcs12(pfx, password) : null;
    }

    static byte[]? Entry(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        if (entry.Length > MaxEntry)
            throw new InvalidDataException($"{name} has {entry.Length} bytes, more than {MaxEntry}");

        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
