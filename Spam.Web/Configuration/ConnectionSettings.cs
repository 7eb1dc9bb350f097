using System.Security.Cryptography;
using Spam.Web.Configuration.Reading;

namespace Spam.Web.Configuration;

/// <summary>How the server treats connections.</summary>
sealed record ConnectionSettings
{
    /// <summary><c>MAX_CONNECTIONS</c>: how many are open at once; 0 for as many as the system can.</summary>
    public int Most { get; init; }

    /// <summary><c>KEEP_ALIVE_SECONDS</c>: how long one without a request stays open.</summary>
    public int KeepAliveSeconds { get; init; } = 130;

    /// <summary><c>HEADERS_SECONDS</c>: how long a request's headers may take.</summary>
    public int HeadersSeconds { get; init; } = 30;

    /// <summary><c>MIN_BODY_RATE</c>: how many bytes a second a body has to bring after its first five seconds; 0 for none.</summary>
    public int MinBodyRate { get; init; } = 240;

    /// <summary><c>TLS_CERTIFICATE</c>: the certificate, and those that lead to its authority, in PEM; null for plain HTTP.</summary>
    public string? TlsCertificateFile { get; init; }

    /// <summary><c>TLS_KEY</c>: its key, in PEM.</summary>
    public string? TlsKeyFile { get; init; }

    /// <summary>Whether the server talks HTTPS, and HTTPS only.</summary>
    public bool IsSecure => TlsCertificateFile is not null;

    /// <summary>Reads them.</summary>
    public static ConnectionSettings From(SettingsReader read)
    {
        var defaults = new ConnectionSettings();
        var settings = new ConnectionSettings
        {
            Most = read.Integer("MAX_CONNECTIONS", defaults.Most, 0, 10_000_000),
            KeepAliveSeconds = read.Integer("KEEP_ALIVE_SECONDS", defaults.KeepAliveSeconds, 1, 86_400),
            HeadersSeconds = read.Integer("HEADERS_SECONDS", defaults.HeadersSeconds, 1, 3_600),
            MinBodyRate = read.Integer("MIN_BODY_RATE", defaults.MinBodyRate, 0, 1_000_000_000),
            TlsCertificateFile = read.File("TLS_CERTIFICATE"),
            TlsKeyFile = read.File("TLS_KEY"),
        };
        read.Together("TLS_CERTIFICATE", "TLS_KEY");
        if (settings is { TlsCertificateFile: { } certificate, TlsKeyFile: { } key } && !IsReadable(certificate, key))
            read.Add($"TLS_CERTIFICATE={certificate} and TLS_KEY={key} are no certificate in PEM with its key, without a password.");
        return settings;
    }

    static bool IsReadable(string certificate, string key)
    {
        try
        {
            CertificateFiles.WithKey(certificate, key).Dispose();
            return true;
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
