using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spam.Tests.Web.Metrics;
using Spam.Web.Configuration;
using Spam.Web.Metrics;

namespace Spam.Tests.Web.Http;

public class ConnectionTests
{
    [Fact]
    public async Task Beyond_the_most_connections_another_is_closed_at_once()
    {
        await using var server = await StartAsync(new() { Most = 2 });
        using var first = await OpenAsync(server);
        using var second = await OpenAsync(server);

        var third = await server.SendAsync("GET", "/health/live");
        var metrics = Exposition.Read(server.Services.GetRequiredService<MetricsListener>().Write().Span);

        Assert.Equal(0, third.Status);
        Assert.Equal(1, metrics.Samples.Single(sample => sample.Key.StartsWith("kestrel_rejected_connections_total", StringComparison.Ordinal)).Value);
    }

    [Fact]
    public async Task The_servers_limits_are_those_of_the_settings()
    {
        await using var server = await StartAsync(new() { Most = 7, KeepAliveSeconds = 8, HeadersSeconds = 9, MinBodyRate = 10 });
        await using var free = await StartAsync(new() { MinBodyRate = 0 });

        var (limits, none) = (LimitsOf(server), LimitsOf(free));

        Assert.Equal((7, TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(9), 10), (limits.MaxConcurrentConnections, limits.KeepAliveTimeout, limits.RequestHeadersTimeout, limits.MinRequestBodyDataRate!.BytesPerSecond));
        Assert.Equal((null, TimeSpan.FromSeconds(130), TimeSpan.FromSeconds(30), null), (none.MaxConcurrentConnections, none.KeepAliveTimeout, none.RequestHeadersTimeout, none.MinRequestBodyDataRate));
    }

    static Task<TestServer> StartAsync(ConnectionSettings connections) => TestServer.StartAsync(TestServer.Settings with { Connections = connections });

    static KestrelServerLimits LimitsOf(TestServer server) => server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

    // One request, and the connection stays open.
    static async Task<TcpClient> OpenAsync(TestServer server)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /health/live HTTP/1.1\r\nhost: a\r\n\r\n"));
        Assert.True(await client.GetStream().ReadAsync(new byte[1]) == 1);
        return client;
    }
}
