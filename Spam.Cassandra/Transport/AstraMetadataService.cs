using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Cassandra;

namespace Spam.Cassandra.Transport;

/// <summary>Asks Astra's metadata service where a database's nodes are.</summary>
/// <remarks>Shape: {"contact_info": {"local_dc", "sni_proxy_address": "host:port", "contact_points": [ids]}}.</remarks>
sealed class AstraMetadataService(SecureConnectBundle bundle, SocketOptions options)
{
    const int MaxAnswer = 1 << 20;

    public async Task<AstraMetadata> FindAsync(CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler { SslOptions = bundle.Tls(bundle.Host), ConnectTimeout = TimeSpan.FromMilliseconds(options.ConnectTimeoutMillis) };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMilliseconds(options.ConnectTimeoutMillis), MaxResponseContentBufferSize = MaxAnswer };
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(Uri.UriSchemeHttps, bundle.Host, bundle.Port, "/metadata").Uri);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var answer = await client.SendAsync(request, cancellation).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
                throw Unreachable($"answered with status {(int)answer.StatusCode}", null);
            return Read(await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException || error is OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw Unreachable("did not answer", error);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Unreachable("answered with something else than contact_info with contact_points and sni_proxy_address", error);
        }
    }

    internal static AstraMetadata Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var info = document.RootElement.GetProperty("contact_info");
        var points = info.GetProperty("contact_points").EnumerateArray().Select(point => point.GetString() ?? throw new FormatException()).ToArray();
        var proxy = info.GetProperty("sni_proxy_address").GetString() ?? throw new FormatException();
        var colon = proxy.IndexOf(':');
        if (points.Length == 0 || colon <= 0)
            throw new FormatException();
        var port = int.Parse(proxy.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return new(info.TryGetProperty("local_dc", out var datacenter) ? datacenter.GetString() : null, proxy[..colon], port, points);
    }

    NoHostAvailableException Unreachable(string what, Exception? cause)
        => new(
            $"The metadata service {bundle.Host}:{bundle.Port} of the secure connect bundle {what}. " +
            "Is the database hibernated or terminated? Wake it in the Astra console.", cause);
}
