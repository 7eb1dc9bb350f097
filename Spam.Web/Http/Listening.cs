using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Spam.Web.Configuration;

namespace Spam.Web.Http;

/// <summary>Sets up the server and its log lines.</summary>
static class Listening
{
    /// <summary>Listens where settings say, with their limits.</summary>
    public static void ListenAsSet(this ConfigureWebHostBuilder host, Settings settings) => host.ConfigureKestrel(kestrel =>
    {
        kestrel.Listen(settings.Host, settings.Port);
        kestrel.AddServerHeader = false;
        kestrel.AllowHostHeaderOverride = true; // a target with a host of its own is answered 404, as any other unknown path
        kestrel.Limits.MaxRequestBodySize = settings.Limits.BodyBytes;

        // A little more than the limit, so that a URL just beyond it gets an answer in words.
        kestrel.Limits.MaxRequestLineSize = settings.Limits.UrlLength + 1_024;
        kestrel.Limits.MaxRequestBufferSize = Math.Max(kestrel.Limits.MaxRequestBufferSize ?? 0, settings.Limits.UrlLength + 65_536);
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
}
