using System.IO.Compression;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double;

public class FakeAstraTests
{
    [SkippableFact]
    public async Task Its_bundle_has_what_a_secure_connect_bundle_has()
    {
        var golden = GoldenData.Json("cassandra/astra/config.json");
        using var folder = new TemporaryFolder();
        await using var astra = FakeAstra.Start();

        astra.WriteBundle(folder["bundle.zip"]);
        await using var zip = await ZipFile.OpenReadAsync(folder["bundle.zip"]);
        using var config = await JsonDocument.ParseAsync(zip.GetEntry("config.json")!.Open()); // just written

        Assert.Equal(["config.json", "ca.crt", "cert", "key", "cert.pfx"], zip.Entries.Select(entry => entry.Name));
        Assert.Equal(golden.EnumerateObject().Select(member => member.Name), config.RootElement.EnumerateObject().Select(member => member.Name));
    }

    [SkippableFact]
    public async Task Its_metadata_service_answers_as_Astras()
    {
        var golden = GoldenData.Json("cassandra/astra/metadata.json");
        await using var astra = FakeAstra.Start(2);
        using var http = await ClientAsync(astra);

        var metadata = JsonDocument.Parse(await http.GetStringAsync(new Uri($"https://localhost:{astra.MetadataPort}/metadata"))).RootElement;
        astra.MetadataStatus = HttpStatusCode.ServiceUnavailable;
        var parked = await http.GetAsync(new Uri($"https://localhost:{astra.MetadataPort}/metadata"));

        Assert.Equal(golden.EnumerateObject().Select(member => member.Name), metadata.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            golden.GetProperty("contact_info").EnumerateObject().Select(member => member.Name), metadata.GetProperty("contact_info").EnumerateObject().Select(member => member.Name));
        Assert.Equal(2, metadata.GetProperty("contact_info").GetProperty("contact_points").GetArrayLength());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, parked.StatusCode);
        Assert.Equal(2, astra.MetadataRequests);
    }

    [Fact]
    public async Task Its_proxy_finds_the_host_by_the_name_in_the_handshake()
    {
        await using var astra = FakeAstra.Start(2);
        var second = astra.Cluster[1];
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(IPAddress.Loopback, astra.ProxyPort);
        await using var stream = new SslStream(tcp.GetStream());

        await stream.AuthenticateAsClientAsync(await OptionsAsync(astra, second.HostId.ToString()));
        await stream.WriteAsync(FrameHeader.Frame(4, 0, 1, Opcode.Options, []));
        var header = new byte[FrameHeader.Size];
        await stream.ReadExactlyAsync(header);

        Assert.Equal((byte)Opcode.Supported, FrameHeader.Read(header).Opcode);
        Assert.Equal(1, second.Counters.Connections);
        Assert.Equal([second.HostId.ToString()], astra.Names);
    }

    static async Task<HttpClient> ClientAsync(FakeAstra astra)
        => new(new SocketsHttpHandler { SslOptions = await OptionsAsync(astra, "localhost") });

    /// <summary>What a client of the bundle goes by: its certificate, its authority; the name is of the handshake only.</summary>
    static async Task<SslClientAuthenticationOptions> OptionsAsync(FakeAstra astra, string name)
    {
        using var folder = new TemporaryFolder();
        astra.WriteBundle(folder["bundle.zip"]);
        await using var zip = await ZipFile.OpenReadAsync(folder["bundle.zip"]);
        var parts = new Dictionary<string, string>();
        foreach (var part in new[] { "ca.crt", "cert", "key" })
        {
            using var reader = new StreamReader(await zip.GetEntry(part)!.OpenAsync()); // just written
            parts[part] = await reader.ReadToEndAsync();
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509Certificate2.CreateFromPem(parts["ca.crt"]));
        return new()
        {
            TargetHost = name,
            ClientCertificates = [X509Certificate2.CreateFromPem(parts["cert"], parts["key"])],
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, _, errors) => (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None,
        };
    }
}
