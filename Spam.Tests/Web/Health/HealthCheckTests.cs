using Spam.Tests.Web.Http;
using Spam.Web.Health;

namespace Spam.Tests.Web.Health;

public sealed class HealthCheckTests : IDisposable
{
    readonly TlsFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task A_service_with_a_certificate_is_asked_over_TLS_by_whoever_does_not_know_its_authority()
    {
        var settings = TestServer.Settings with { Connections = _files.Connections };
        await using var server = await TestServer.StartAsync(settings);
        using var output = new StringWriter();

        var exitCode = await HealthCheck.RunAsync(settings with { Port = server.Port }, output);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("{\"status\":\"ready\"", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_is_no_answer_where_TLS_is_set()
    {
        await using var server = await TestServer.StartAsync();
        using var output = new StringWriter();

        var exitCode = await HealthCheck.RunAsync(TestServer.Settings with { Port = server.Port, Connections = _files.Connections }, output);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"https://127.0.0.1:{server.Port}/health/ready does not answer", output.ToString(), StringComparison.Ordinal);
    }
}
