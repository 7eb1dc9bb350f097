using System.Net;
using System.Text;
using Cassandra;
using Spam.Cassandra.Transport;
using Spam.Tests.Cassandra.Double;

namespace Spam.Tests.Cassandra.Transport;

/// <summary>A secure connect bundle, the metadata service, and the proxy that finds a host by the name asked for in TLS.</summary>
public class AstraTests
{
    [Fact]
    public async Task A_bundle_leads_through_the_proxy_to_every_host()
    {
        using var folder = new TemporaryFolder();
        await using var astra = FakeAstra.Start(2, new() { Users = new Dictionary<string, string> { ["token"] = "AstraCS:x" } });
        var bundle = Path.Combine(folder.Path, "bundle.zip");
        astra.WriteBundle(bundle);

        using var cluster = Cluster.Builder().WithCloudSecureConnectionBundle(bundle).WithCredentials("token", "AstraCS:x").Build();
        using var session = await cluster.ConnectAsync();
        var asked = new HashSet<IPEndPoint>();
        for (var i = 0; i < 4; i++)
            asked.Add((await session.ExecuteAsync(new SimpleStatement("SELECT key FROM system.local"))).Info.QueriedHost);

        Assert.Equal(2, asked.Count);
        Assert.Equal(2, cluster.AllHosts().Count);
        Assert.Equal([.. astra.Cluster.Hosts.Select(host => $"{host.HostId}").Order()], astra.Names.Distinct().Order());
        Assert.True(cluster.Metadata.IsDbaas);
        Assert.Equal(1, astra.MetadataRequests);
    }

    [Fact]
    public async Task A_parked_database_a_foreign_client_and_a_foreign_name_are_refused_in_words()
    {
        using var folder = new TemporaryFolder();
        using var others = new FakeCertificates("others");
        await using var astra = FakeAstra.Start();
        var (good, foreign, named) = (Path.Combine(folder.Path, "a.zip"), Path.Combine(folder.Path, "b.zip"), Path.Combine(folder.Path, "c.zip"));
        astra.WriteBundle(good);
        astra.WriteBundle(foreign, others: others);
        astra.WriteBundle(named, host: "127.0.0.99"); // reached, but no certificate bears that name

        astra.MetadataStatus = HttpStatusCode.ServiceUnavailable;
        var parked = await Assert.ThrowsAsync<NoHostAvailableException>(() => ConnectAsync(good));
        astra.MetadataStatus = HttpStatusCode.OK;
        var refused = await Record.ExceptionAsync(() => ConnectAsync(foreign));
        var misnamed = await Record.ExceptionAsync(() => ConnectAsync(named));

        Assert.Contains("hibernated", parked.Message, StringComparison.Ordinal);
        Assert.IsType<NoHostAvailableException>(refused);
        Assert.IsType<NoHostAvailableException>(misnamed);
    }

    [Fact]
    public void What_is_no_bundle_is_refused_before_anything_is_connected()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "bundle.zip");
        File.WriteAllText(path, "not a zip");

        Assert.Throws<InvalidOperationException>(() => Cluster.Builder().WithCloudSecureConnectionBundle(path).WithCredentials("token", "x").Build());
        Assert.Throws<ArgumentException>(() => Cluster.Builder().WithCloudSecureConnectionBundle(path).Build());
        Assert.Throws<ArgumentException>(() => Cluster.Builder().WithCloudSecureConnectionBundle(path).WithCredentials("token", "x").AddContactPoint("node").Build());
        Assert.Throws<ArgumentException>(() => Cluster.Builder().Build());
    }

    [SkippableFact]
    public void The_recorded_metadata_is_read()
    {
        var json = File.ReadAllBytes(GoldenData.Require("cassandra/astra/metadata.json"));

        var metadata = AstraMetadataService.Read(json);

        Assert.NotEmpty(metadata.ContactPoints);
        Assert.Contains($"{metadata.ProxyHost}:{metadata.ProxyPort}", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    static async Task ConnectAsync(string bundle)
    {
        using var cluster = Cluster.Builder().WithCloudSecureConnectionBundle(bundle).WithCredentials("token", "x").Build();
        using var session = await cluster.ConnectAsync();
    }
}
