using Microsoft.Extensions.Logging;
using Spam.Tests.Cassandra.Double;
using Spam.Web.Configuration;
using Spam.Web.Storage;
using Spam.Web.Storage.Cassandra;

namespace Spam.Tests.Web.Storage.Cassandra;

/// <summary>Getting in, and what is made at the start.</summary>
public sealed class CassandraConnectionTests : IDisposable
{
    const string Password = "a-secret-password";

    static readonly Dictionary<string, string> _users = new() { ["spam"] = Password, ["token"] = "AstraCS:secret" };

    readonly TemporaryFolder _folder = new();
    readonly CapturedLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_keyspace_and_the_tables_of_the_workshop_are_made()
    {
        await using var cassandra = FakeCassandra.Start();

        await OpenAsync(CassandraStore.SettingsFor(cassandra));

        Assert.Equal(0, CassandraStore.Count(cassandra, "spam_cache_items"));
        Assert.Equal(0, CassandraStore.Count(cassandra, "spam_calls_per_caller"));
        Assert.Contains(_log.Lines, line => line.Contains("Made in keyspace spam_test: keyspace and tables", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_there_is_not_made_again()
    {
        await using var cassandra = FakeCassandra.Start();
        await OpenAsync(CassandraStore.SettingsFor(cassandra));
        var created = 0;
        cassandra.Watch = request => created += request.Query?.StartsWith("CREATE", StringComparison.Ordinal) == true ? 1 : 0;

        await OpenAsync(CassandraStore.SettingsFor(cassandra));

        Assert.Equal(0, created);
    }

    [Fact]
    public async Task Nothing_is_made_where_that_is_forbidden()
    {
        await using var cassandra = FakeCassandra.Start();
        var settings = CassandraStore.SettingsFor(cassandra);

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(settings with { Cassandra = settings.Cassandra! with { MayMakeTables = false } }));

        Assert.Equal("The tables of keyspace spam_test are not there, and CQLENG_ALLOW_SCHEMA_MANAGEMENT=0 forbids to make them", error.Message);
        Assert.Contains("CREATE TABLE IF NOT EXISTS \"spam_test\".spam_cache_items (model_version text, ", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_with_other_columns_are_told()
    {
        await using var cassandra = FakeCassandra.Start(new()
        {
            Schema =
            [
                $"CREATE KEYSPACE {CassandraStore.Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 1}}",
                $"CREATE TABLE {CassandraStore.Keyspace}.spam_cache_items (input text PRIMARY KEY)",
            ],
        });

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(CassandraStore.SettingsFor(cassandra)));

        Assert.Equal("The tables of keyspace spam_test have other columns than are needed", error.Message);
    }

    [Theory]
    [InlineData("spam", Password, null)]
    [InlineData("spam", "a-wrong-password", "The user name or the password is refused")]
    [InlineData(null, null, "The user name or the password is refused")]
    public async Task A_password_gets_in_and_is_never_told(string? user, string? password, string? reason)
    {
        await using var cassandra = FakeCassandra.Start(new() { Users = _users, IsLenient = true });
        var settings = CassandraStore.SettingsFor(cassandra);
        settings = settings with { Cassandra = settings.Cassandra! with { UserName = user, Password = password } };

        var error = await Record.ExceptionAsync(() => OpenAsync(settings));

        Assert.Equal(reason, error?.Message);
        Assert.DoesNotContain("password", $"{settings} {string.Join('\n', _log.Lines)}".Replace("user name or the password is refused", "", StringComparison.Ordinal).Replace("CASSANDRA_PASSWORD", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_with_an_authority_and_a_certificate_of_ones_own()
    {
        using var certificates = new FakeCertificates();
        using var others = new FakeCertificates("others");
        using var certificate = certificates.Server();
        await using var cassandra = FakeCassandra.Start(new() { Certificate = certificate, ClientAuthority = certificates.Authority, IsLenient = true });
        var trusted = TlsSettings(cassandra, certificates, certificates, "good");

        await OpenAsync(trusted);
        var untrusted = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(TlsSettings(cassandra, others, certificates, "other authority")));
        var unknown = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(TlsSettings(cassandra, certificates, others, "other client")));
        var plain = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(CassandraStore.SettingsFor(cassandra)));

        Assert.Equal("The TLS handshake fails", untrusted.Message);
        Assert.Equal(("A node closes the connection", "A node closes the connection"), (unknown.Message, plain.Message));
        Assert.Contains("CASSANDRA_CLIENT_CERTIFICATE must be signed", unknown.Advice, StringComparison.Ordinal);
        Assert.Contains("set CASSANDRA_TLS=1", plain.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_name_is_taken_where_the_name_is_set()
    {
        using var certificates = new FakeCertificates();
        using var certificate = certificates.Server(onlyName: "cassandra.internal");
        await using var cassandra = FakeCassandra.Start(new() { Certificate = certificate, IsLenient = true });
        var settings = TlsSettings(cassandra, certificates, certificates, "name");

        var refused = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(settings));
        await OpenAsync(settings with { Cassandra = settings.Cassandra! with { ServerName = "cassandra.internal" } });

        Assert.Contains("CASSANDRA_TLS_SERVER_NAME", refused.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_Astra_tables_are_made_and_keyspaces_are_not()
    {
        await using var astra = FakeAstra.Start(2, new() { Users = _users });
        astra.WriteBundle(_folder["bundle.zip"]);
        var settings = TestServer.Settings with
        {
            Store = StoreKind.Astra,
            Cassandra = new() { BundlePath = _folder["bundle.zip"], UserName = "token", Password = "AstraCS:secret", Keyspace = CassandraStore.Keyspace, FirstRetry = TimeSpan.FromMilliseconds(50) },
        };

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(settings));
        astra.Cluster[0].Run($"CREATE KEYSPACE {CassandraStore.Keyspace} WITH replication = {{'class': 'SimpleStrategy', 'replication_factor': 2}}");
        await OpenAsync(settings);

        Assert.Equal("There is no keyspace spam_test in this database", error.Message);
        Assert.Equal(0, CassandraStore.Count(astra.Cluster[0], "spam_cache_items"));
        Assert.DoesNotContain(_log.Lines, line => line.Contains("AstraCS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bundle_that_is_none_is_told()
    {
        File.WriteAllText(_folder["bundle.zip"], "no zip");
        var settings = TestServer.Settings with { Store = StoreKind.Astra, Cassandra = new() { BundlePath = _folder["bundle.zip"], UserName = "token", Password = "x" } };

        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(settings));

        Assert.Equal("The secure connect bundle cannot be read", error.Message);
    }

    async Task OpenAsync(Settings settings)
    {
        using var logging = LoggerFactory.Create(logging => logging.AddProvider(_log));
        using var connection = await CassandraStore.ConnectAsync(settings, logger: logging.CreateLogger<CassandraConnection>());
        try
        {
            await connection.GetAsync(default);
        }
        finally
        {
            await connection.StopAsync(default);
        }
    }

    Settings TlsSettings(FakeCassandra cassandra, FakeCertificates authority, FakeCertificates own, string name)
    {
        using var client = own.Client();
        using var key = System.Security.Cryptography.X509Certificates.RSACertificateExtensions.GetRSAPrivateKey(client)!; // made with one
        _folder.Write($"{name}.ca.pem", authority.Authority.ExportCertificatePem());
        _folder.Write($"{name}.pem", client.ExportCertificatePem());
        _folder.Write($"{name}.key", key.ExportPkcs8PrivateKeyPem());
        var settings = CassandraStore.SettingsFor(cassandra);
        return settings with
        {
            Cassandra = settings.Cassandra! with
            {
                Tls = true,
                AuthorityFile = _folder[$"{name}.ca.pem"],
                ClientCertificateFile = _folder[$"{name}.pem"],
                ClientKeyFile = _folder[$"{name}.key"],
            },
        };
    }
}
