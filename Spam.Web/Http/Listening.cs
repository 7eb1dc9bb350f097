using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging.Console;
using Spam.Web.Configuration;
using Spam.Web.Configuration.Reading;

namespace Spam.Web.Http;

/// <summary>Sets up the server and its log lines.</summary>
static class Listening
{
    /// <summary>Listens where settings say, with their limits.</summary>
    public static void ListenAsSet(this ConfigureWebHostBuilder host, Settings settings) => host.ConfigureKestrel(kestrel =>
    {
        kestrel.Listen(settings.Host, settings.Port, listen => listen.UseTlsOf(settings.Connections));
        kestrel.AddServerHeader = false;
        kestrel.AllowHostHeaderOverride = true; // a target with a host of its own is answered 404, as any other unknown path
        kestrel.Limits.Apply(settings.Limits);
        kestrel.Limits.Apply(settings.Connections);
    });

    /// <summary>Writes lines for people or for machines. Of lines that come faster than they can be written some are dropped: no request waits.</summary>
    public static void WriteAsSet(this ILoggingBuilder logging, Settings settings)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddConsole(console =>
        {
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
            console.MaxQueueLength = 20_000;
        });
        if (settings.JsonLogs)
            logging.AddJsonConsole(line => (line.UseUtcTimestamp, line.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else
            logging.AddSimpleConsole(line => (line.SingleLine, line.UseUtcTimestamp, line.TimestampFormat) = (true, true, "HH:mm:ss "));
    }

    /// <summary>Believes the listed proxies, and nobody else, when they say for whom they ask.</summary>
    public static void UseForwardedHeadersOf(this IApplicationBuilder app, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        if (proxies.Count == 0)
            return;

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null,
        };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in proxies)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    static void Apply(this KestrelServerLimits server, Limits limits)
    {
        server.MaxRequestBodySize = limits.BodyBytes;

        // A little more than the limit, so that a URL just beyond it gets an answer in words.
        server.MaxRequestLineSize = limits.UrlLength + 1_024;
        server.MaxRequestBufferSize = Math.Max(server.MaxRequestBufferSize ?? 0, limits.UrlLength + 65_536);
    }

    static void Apply(this KestrelServerLimits server, ConnectionSettings settings)
    {
        server.MaxConcurrentConnections = settings.Most > 0 ? settings.Most : null;
        server.KeepAliveTimeout = TimeSpan.FromSeconds(settings.KeepAliveSeconds);
        server.RequestHeadersTimeout = TimeSpan.FromSeconds(settings.HeadersSeconds);
        server.MinRequestBodyDataRate = settings.MinBodyRate > 0 ? new(settings.MinBodyRate, gracePeriod: TimeSpan.FromSeconds(5)) : null;
    }

    static void UseTlsOf(this ListenOptions listen, ConnectionSettings settings)
    {
        if (settings is not { TlsCertificateFile: { } certificate, TlsKeyFile: { } key })
            return;
        listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = CertificateFiles.WithKey(certificate, key),
            ServerCertificateChain = CertificateFiles.Authorities(certificate), // the certificate itself may be among them
        });
    }
}
