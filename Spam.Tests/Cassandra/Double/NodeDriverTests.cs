using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Spam.Tests.Cassandra.Double;

/// <summary>
/// The DataStax driver for Node.js works with the double as with a server: so the double does not merely agree with our own reading of the protocol.
/// </summary>
public class NodeDriverTests
{
    [SkippableTheory, InlineData(AnswerOrder.AsAsked), InlineData(AnswerOrder.Shuffled)]
    public async Task It_prepares_executes_pages_batches_and_reads_errors(object order)
    {
        SkipWithoutDriver();
        await using var server = FakeCassandra.Start(new() { Order = (AnswerOrder)order });

        var report = await RunAsync(new { port = server.Port });

        CheckWork(report);
        Assert.Equal(4, report.GetProperty("protocol").GetInt32());
        Assert.Equal([$"127.0.0.1:{server.Port}"], Texts(report.GetProperty("hosts")));
        Assert.Equal("ResponseError 8192", Failure(report, "syntax"));
        Assert.Equal("ResponseError 8704", Failure(report, "table"));
        Assert.Equal("ResponseError 9216", Failure(report, "exists"));
        Assert.Equal("ResponseError 8704", Failure(report, "long_key"));
        Assert.Equal("ResponseError 4096", Failure(report, "unavailable"));
    }

    [SkippableFact]
    public async Task It_logs_in_and_hears_of_a_wrong_password()
    {
        SkipWithoutDriver();
        await using var server = FakeCassandra.Start(new() { Users = new Dictionary<string, string> { ["cassandra"] = "secret" } });

        var report = await RunAsync(new { port = server.Port, user = "cassandra", password = "secret" });

        CheckWork(report);
        var password = report.GetProperty("errors").GetProperty("password");
        Assert.Equal("NoHostAvailableError", password.GetProperty("name").GetString());
        Assert.Equal("AuthenticationError", password.GetProperty("inner").GetProperty("name").GetString());
    }

    [SkippableFact]
    public async Task It_connects_by_TLS_with_a_client_certificate()
    {
        SkipWithoutDriver();
        using var folder = new TemporaryFolder();
        using var certificates = new FakeCertificates();
        using var client = certificates.Client();
        var files = Write(folder, certificates, client);
        await using var server = FakeCassandra.Start(new() { Certificate = certificates.Server(), ClientAuthority = certificates.Authority });

        var report = await RunAsync(new { port = server.Port, files.ca, files.cert, files.key });

        CheckWork(report);
    }

    [SkippableFact]
    public async Task It_is_refused_without_the_client_certificate_that_TLS_demands()
    {
        SkipWithoutDriver();
        using var folder = new TemporaryFolder();
        using var certificates = new FakeCertificates();
        using var client = certificates.Client();
        var files = Write(folder, certificates, client);
        await using var server = FakeCassandra.Start(new() { Certificate = certificates.Server(), ClientAuthority = certificates.Authority, IsLenient = true });

        var (exitCode, output) = await StartAsync(new { port = server.Port, files.ca, timeout = 2_000 });

        Assert.Equal(1, exitCode);
        Assert.Contains("NoHostAvailable", output, StringComparison.Ordinal);
        Assert.True(server.Counters.FailedHandshakes > 0);
    }

    [SkippableFact]
    public async Task It_finds_all_hosts_of_a_cluster()
    {
        SkipWithoutDriver();
        await using var cluster = FakeCluster.Start(3);

        var report = await RunAsync(new { port = cluster[0].Port });

        CheckWork(report);
        Assert.Equal(cluster.Hosts.Select(host => host.EndPoint.ToString()), Texts(report.GetProperty("hosts")));
        Assert.All(cluster.Hosts, host => Assert.True(host.Counters.Connections > 0));
    }

    [SkippableFact]
    public async Task It_reaches_hosts_through_a_secure_connect_bundle()
    {
        SkipWithoutDriver();
        using var folder = new TemporaryFolder();
        await using var astra = FakeAstra.Start(2, new()
        {
            Users = new Dictionary<string, string> { ["token"] = "AstraCS:secret" },
            Schema = ["CREATE KEYSPACE probe WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"],
        });
        var bundle = folder["bundle.zip"];
        astra.WriteBundle(bundle);

        var report = await RunAsync(new { bundle, user = "token", password = "AstraCS:secret", createsKeyspace = false });

        CheckWork(report);
        Assert.Equal(astra.Cluster.Hosts.Select(host => host.HostId.ToString()).Order(StringComparer.Ordinal), astra.Names.Distinct().Order(StringComparer.Ordinal));
        Assert.True(astra.MetadataRequests > 0);
    }

    static void CheckWork(JsonElement report)
    {
        Assert.Equal("""{"sameId":true,"result":"spam","confidence":0.5,"map":{"ham":0.25,"spam":0.75},"hasTtl":true}""", report.GetProperty("row").GetRawText());
        Assert.Equal("""{"sizes":[10,10,5],"inOrder":true,"count":25}""", report.GetProperty("pages").GetRawText());
        Assert.Equal("""{"partition":["caller","hour"],"clustering":["called_at"]}""", report.GetProperty("table").GetRawText());
        Assert.Equal("""[true,false,"ham"]""", report.GetProperty("applied").GetRawText());
        Assert.Equal(25, report.GetProperty("streamed").GetInt32());
        Assert.True(report.GetProperty("concurrent").GetBoolean());
        Assert.Equal(0, report.GetProperty("missing").GetInt32());
        Assert.Equal(0, report.GetProperty("deleted").GetInt32());
        Assert.Equal("ham", report.GetProperty("prepared_again").GetString());
    }

    static string Failure(JsonElement report, string name)
    {
        var failure = report.GetProperty("errors").GetProperty(name);
        return $"{failure.GetProperty("name").GetString()} {failure.GetProperty("code")}";
    }

    static IEnumerable<string?> Texts(JsonElement array) => array.EnumerateArray().Select(item => item.GetString());

    static (string ca, string cert, string key) Write(TemporaryFolder folder, FakeCertificates certificates, X509Certificate2 client)
    {
        using var key = client.GetRSAPrivateKey()!; // made with one
        return (
            folder.Write("ca.crt", certificates.Authority.ExportCertificatePem()),
            folder.Write("cert", client.ExportCertificatePem()),
            folder.Write("key", key.ExportPkcs8PrivateKeyPem()));
    }

    static async Task<JsonElement> RunAsync(object settings)
    {
        var (exitCode, output) = await StartAsync(settings);
        Assert.True(exitCode == 0, output);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    static async Task<(int ExitCode, string Output)> StartAsync(object settings)
    {
        var (exitCode, output, error) = await OutsideTool.RunAsync("node", "cassandra-driver.mjs", JsonSerializer.Serialize(settings));
        return (exitCode, exitCode == 0 ? output : output + error);
    }

    static void SkipWithoutDriver() => OutsideTool.SkipWithoutNode("cassandra-driver");
}
