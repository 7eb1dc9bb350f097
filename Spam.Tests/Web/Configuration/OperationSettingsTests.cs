using System.Security.Cryptography.X509Certificates;
using Spam.Tests.Cassandra.Double;
using Spam.Web.Configuration;
using Spam.Web.Configuration.Reading;

namespace Spam.Tests.Web.Configuration;

public class OperationSettingsTests
{
    [Fact]
    public void Every_setting_of_operations_is_read()
    {
        var settings = From(
            ("INFERENCE_THREADS", "3"), ("INFERENCE_QUEUE", "50"), ("RATE_LIMIT", "10"), ("RATE_BURST", "15"), ("MAX_CONNECTIONS", "100"), ("KEEP_ALIVE_SECONDS", "20"),
            ("HEADERS_SECONDS", "5"), ("MIN_BODY_RATE", "0"), ("METRICS", "0"), ("STORAGE_REQUIRED", "1"));

        Assert.Equal((new InferenceSettings(3, 50), new RateSettings(10, 15)), (settings.Inference, settings.Rate));
        Assert.Equal(new ConnectionSettings { Most = 100, KeepAliveSeconds = 20, HeadersSeconds = 5, MinBodyRate = 0 }, settings.Connections);
        Assert.Equal((false, true), (settings.Metrics, settings.StorageRequired));
    }

    [Fact]
    public void By_default_there_is_a_thread_for_each_core_and_no_limit_of_callers()
    {
        var settings = From();

        Assert.Equal((Environment.ProcessorCount, 2_000), (settings.Inference.Threads, settings.Inference.Queue));
        Assert.Equal((0, 0), (settings.Rate.PerSecond, settings.Rate.Burst));
        Assert.Equal((0, null, true, false), (settings.Connections.Most, settings.Connections.TlsCertificateFile, settings.Metrics, settings.StorageRequired));
    }

    [Fact]
    public void A_burst_is_twice_the_rate_where_it_is_not_set()
        => Assert.Equal(new RateSettings(5, 10), From(("RATE_LIMIT", "5")).Rate);

    [Fact]
    public void A_burst_without_a_rate_says_nothing()
    {
        var error = Assert.Throws<SettingsException>(() => From(("RATE_BURST", "5")));

        Assert.Equal(["RATE_BURST=5 says how many requests may come at once, but RATE_LIMIT, how many a second, is not set."], error.Problems);
    }

    [Fact]
    public void A_certificate_is_read_with_its_key()
    {
        using var folder = new TemporaryFolder();
        using var certificates = new FakeCertificates();
        using var server = certificates.Server();
        using var rsa = server.GetRSAPrivateKey()!; // made with one
        var (certificate, key) = (folder.Write("server.pem", server.ExportCertificatePem()), folder.Write("server.key", rsa.ExportPkcs8PrivateKeyPem()));
        var other = folder.Write("other.pem", certificates.Authority.ExportCertificatePem());

        var settings = From(("TLS_CERTIFICATE", certificate), ("TLS_KEY", key));
        var alone = Assert.Throws<SettingsException>(() => From(("TLS_CERTIFICATE", certificate)));
        var wrong = Assert.Throws<SettingsException>(() => From(("TLS_CERTIFICATE", other), ("TLS_KEY", key)));

        Assert.Equal((certificate, key), (settings.Connections.TlsCertificateFile, settings.Connections.TlsKeyFile));
        Assert.Equal(["TLS_CERTIFICATE is set, but TLS_KEY is not."], alone.Problems);
        Assert.Equal([$"TLS_CERTIFICATE={other} and TLS_KEY={key} are no certificate in PEM with its key, without a password."], wrong.Problems);
    }

    static Settings From(params (string Name, string Value)[] variables) => Settings.From(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
