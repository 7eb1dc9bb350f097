using Spam.Tests.Cassandra.Double;
using Spam.Tests.Web.Http;
using Spam.Web.Health;

namespace Spam.Tests.Web.Health;

public sealed class HealthCheckTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeCertificates _certificates = new();

    public void Dispose()
    {
        _folder.Dispose();
        _certificates.Dispose();
    }

    [Fact]
    public async Task A_service_with_a_certificate_is_asked_over_TLS_by_whoever_does_not_know_its_authority()
    {
        var settings = TestServer.Settings with { Connections = TlsFiles.Write(_folder, _certificates) };
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

        var exitCode = await HealthCheck.RunAsync(TestServer.Settings with { Port = server.Port, Connections = TlsFiles.Write(_folder, _certificates) }, output);

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"https://127.0.0.1:{server.Port}/health/ready does not answer", output.ToString(), StringComparison.Ordinal);
    }
}
