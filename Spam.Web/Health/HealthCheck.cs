using System.Net;
using Spam.Web.Configuration;

namespace Spam.Web.Health;

/// <summary>The command <c>check-health</c>: asks the service that runs with the same settings whether it is ready. For containers, which have no curl.</summary>
static class HealthCheck
{
    /// <summary>The command's name.</summary>
    public const string Command = "check-health";

    static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    /// <summary>Asks once.</summary>
    /// <returns>The exit code: 0 where the service is ready, 1 where it is not, or does not answer.</returns>
    public static async Task<int> RunAsync(Settings settings, TextWriter output)
    {
        using var connections = new HttpClientHandler
        {
            // The service is asked on an address of this machine, where its certificate, made out to the name that others know it by, cannot be checked.
            ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
        };
        using var client = new HttpClient(connections) { Timeout = _patience };
        var address = new UriBuilder(settings.Connections.IsSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Near(settings).ToString(), settings.Port, "/health/ready").Uri;
        try
        {
            using var answer = await client.GetAsync(address);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception cause) when (cause is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync($"{address} does not answer: {cause.Message}");
            return 1;
        }
    }

    // Who listens on all addresses is asked on this machine's own.
    static IPAddress Near(Settings settings)
        => settings.Host.Equals(IPAddress.Any) ? IPAddress.Loopback
            : settings.Host.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
            : settings.Host;
}
