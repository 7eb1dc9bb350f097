using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Spam.Tests.Web.Http;

public sealed class TlsTests : IDisposable
{
    readonly TlsFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Theory, InlineData("1.1"), InlineData("2.0")]
    public async Task With_a_certificate_it_answers_over_TLS(string version)
    {
        await using var server = await StartAsync();
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{server.Address}/prediction?text=ab")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var answer = await client.SendAsync(request);

        Assert.StartsWith("https://", server.Address, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, request.Version), (answer.StatusCode, answer.Version));
        Assert.Contains("\"top\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_does_not_know_the_authority_is_not_talked_into_it()
    {
        await using var server = await StartAsync();
        using var client = new HttpClient();

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri(server.Address)));

        Assert.IsType<AuthenticationException>(error.InnerException);
    }

    [Fact]
    public async Task Without_TLS_there_is_no_answer_on_its_port()
    {
        await using var server = await StartAsync();

        Assert.Equal(0, (await server.SendAsync("GET", "/health/live")).Status);
    }

    Task<TestServer> StartAsync() => TestServer.StartAsync(TestServer.Settings with { Connections = _files.Connections });

    HttpClient Client()
    {
        var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trust.CustomTrustStore.Add(_files.Authority);
        return new(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust } });
    }
}
