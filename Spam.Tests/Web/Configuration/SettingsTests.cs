using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Spam.Tests.Cassandra.Double;
using Spam.Web.Configuration;
using Spam.Web.Configuration.Reading;

namespace Spam.Tests.Web.Configuration;

public class SettingsTests
{
    [Fact]
    public void Everything_has_a_default()
    {
        var settings = From();

        Assert.Equal((IPAddress.Loopback, 8000, "artifacts/spam", "data"), (settings.Host, settings.Port, settings.ModelDirectory, settings.DataDirectory));
        Assert.Equal((null, false, StoreKind.Sqlite, false), (settings.ModelVersion, settings.MockModel, settings.Store, settings.JsonLogs));
        Assert.Equal(new Limits(2_000_000, 100_000, 1_000, 65_536), settings.Limits);
    }

    [Fact]
    public void The_workshops_file_is_understood()
    {
        var settings = From(
            ("API_NAME", "Spam Classifier"), ("MODEL_VERSION", "v1"), ("MODEL_DIRECTORY", "training/trained_model_v1"), ("CQLENG_ALLOW_SCHEMA_MANAGEMENT", "1"),
            ("mock_model_class", "Yes"), ("ASTRA_DB_KEYSPACE", "spamclassifier"), ("ASTRA_DB_SECURE_BUNDLE_PATH", "b.zip"), ("ASTRA_DB_APPLICATION_TOKEN", "AstraCS:x"));

        Assert.Equal(("Spam Classifier", "v1", "training/trained_model_v1", true, "spamclassifier"),
            (settings.ApiName, settings.ModelVersion, settings.ModelDirectory, settings.MockModel, settings.Keyspace));
        Assert.Equal(["ASTRA_DB_SECURE_BUNDLE_PATH", "ASTRA_DB_APPLICATION_TOKEN", "CQLENG_ALLOW_SCHEMA_MANAGEMENT"], settings.Unused);
    }

    [Fact]
    public void One_message_lists_all_problems()
    {
        var error = Assert.Throws<SettingsException>(() => From(
            ("PORT", "many"), ("HOST", "0.0.0.0"), ("STORE", "oracle"), ("MOCK_MODEL_CLASS", "perhaps"), ("MAX_TEXTS", "0"), ("TRUSTED_PROXIES", "10.0.0.0/8, proxy"), ("LOG_FORMAT", "xml")));

        Assert.Equal(
            [
                "STORE=oracle is none of sqlite, cassandra, astra, none.",
                "PORT=many is no whole number from 0 to 65535. Leave it away for 8000.",
                "MOCK_MODEL_CLASS=perhaps is neither 1 nor 0 (nor true, yes, on, false, no, off).",
                "TRUSTED_PROXIES holds 'proxy', which is neither an IP address nor a network as 10.0.0.0/8.",
                "LOG_FORMAT=xml is none of text, json.",
                "MAX_TEXTS=0 is no whole number from 1 to 1000000. Leave it away for 1000.",
                "HOST=0.0.0.0 lets other machines call, but API_KEYS is not set. Set API_KEYS to the SHA-256 of a key (printf %s \"$KEY\" | sha256sum), or ALLOW_ANONYMOUS=1 to let everybody in.",
            ], error.Problems);
        Assert.All(error.Problems, problem => Assert.Contains($"  {problem}\n", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_may_be_a_key_is_not_repeated()
    {
        var error = Assert.Throws<SettingsException>(() => From(("API_KEYS", "my-secret-key")));

        Assert.DoesNotContain("my-secret-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_machines_may_call_with_keys_or_when_everybody_may()
    {
        Assert.Equal(IPAddress.Any, From(("HOST", "0.0.0.0"), ("ALLOW_ANONYMOUS", "1")).Host);
        Assert.Equal(IPAddress.Any, From(("HOST", "0.0.0.0"), ("API_KEYS", new('A', 64))).Host);
    }

    [Fact]
    public void The_sample_explains_every_variable_and_means_the_defaults()
    {
        var root = Repository.Root;
        var sample = File.ReadAllText(Path.Combine(root, ".env.sample"));
        var source = string.Concat(Directory.GetFiles(Path.Combine(root, "Spam.Web", "Configuration"), "*Settings.cs").Select(File.ReadAllText));

        var read = Regex.Matches(source, "\"([A-Z][A-Z_]{3,})\"").Select(match => match.Groups[1].Value).Distinct().Order();
        var explained = Regex.Matches(sample, "^#?([A-Z][A-Z_]+)=", RegexOptions.Multiline).Select(match => match.Groups[1].Value).Distinct().Order();
        var settings = Settings.From(DotEnv.Parse(sample, new Dictionary<string, string>()));

        Assert.Equal(read, explained);
        Assert.Empty(settings.ApiKeys);
        Assert.Empty(settings.TrustedProxies);
        Assert.Empty(settings.Unused);
        Assert.Equal(new Settings(), settings with { ApiKeys = [], TrustedProxies = [], Unused = [] });
    }

    [Fact]
    public void Cassandra_needs_no_setting_where_it_runs_on_this_machine()
    {
        var settings = From(("STORE", "cassandra"));
        var cassandra = settings.Cassandra!;

        Assert.Equal((StoreKind.Cassandra, "spam_classifier", TimeSpan.FromMilliseconds(500)), (settings.Store, settings.Keyspace, settings.StoreTimeout));
        Assert.Equal(("127.0.0.1", 9042, "spam_classifier", null, true, false), (cassandra.ContactPoints[0], cassandra.Port, cassandra.Keyspace, cassandra.UserName, cassandra.MayMakeTables, cassandra.Tls));
    }

    [Fact]
    public void Every_setting_of_Cassandra_is_read()
    {
        using var folder = new TemporaryFolder();
        using var certificates = new FakeCertificates();
        using var client = certificates.Client();
        using var key = client.GetRSAPrivateKey()!; // made with one
        var (ca, pem, pemKey) = (folder.Write("ca.pem", certificates.Authority.ExportCertificatePem()), folder.Write("c.pem", client.ExportCertificatePem()), folder.Write("c.key", key.ExportPkcs8PrivateKeyPem()));

        var settings = From(
            ("STORE", "Cassandra"), ("CASSANDRA_CONTACT_POINTS", "node1, 10.0.0.2,::1"), ("CASSANDRA_PORT", "9142"), ("CASSANDRA_USERNAME", "u"), ("CASSANDRA_PASSWORD", "p"),
            ("CASSANDRA_KEYSPACE", "Mine"), ("ASTRA_DB_KEYSPACE", "other"), ("CASSANDRA_LOCAL_DATACENTER", "dc1"), ("CASSANDRA_REPLICATION", "2"), ("CASSANDRA_CA_FILE", ca),
            ("CASSANDRA_CLIENT_CERTIFICATE", pem), ("CASSANDRA_CLIENT_KEY", pemKey), ("CASSANDRA_TLS_SERVER_NAME", "db"), ("CQLENG_ALLOW_SCHEMA_MANAGEMENT", "0"), ("STORE_TIMEOUT_MS", "70"),
            ("ASTRA_DB_APPLICATION_TOKEN", "AstraCS:x"));

        var expected = new CassandraSettings
        {
            Port = 9142,
            UserName = "u",
            Password = "p",
            Keyspace = "Mine",
            LocalDatacenter = "dc1",
            Replication = 2,
            Tls = true,
            AuthorityFile = ca,
            ClientCertificateFile = pem,
            ClientKeyFile = pemKey,
            ServerName = "db",
            MayMakeTables = false,
        };
        Assert.Equal(["node1", "10.0.0.2", "::1"], settings.Cassandra!.ContactPoints);
        Assert.Equal(expected, settings.Cassandra with { ContactPoints = expected.ContactPoints });
        Assert.Equal(("Mine", TimeSpan.FromMilliseconds(70)), (settings.Keyspace, settings.StoreTimeout));
        Assert.Equal(["ASTRA_DB_APPLICATION_TOKEN"], settings.Unused);
        Assert.DoesNotContain("Password", $"{settings}", StringComparison.Ordinal);
    }

    [Fact]
    public void The_workshops_file_leads_to_Astra()
    {
        using var folder = new TemporaryFolder();
        var bundle = folder.Write("bundle.zip", "");

        var token = From(("STORE", "astra"), ("ASTRA_DB_KEYSPACE", "ks"), ("ASTRA_DB_SECURE_BUNDLE_PATH", bundle), ("ASTRA_DB_APPLICATION_TOKEN", "AstraCS:x"), ("CASSANDRA_PORT", "1")).Cassandra!;
        var secret = From(("STORE", "astra"), ("ASTRA_DB_KEYSPACE", "ks"), ("ASTRA_DB_SECURE_BUNDLE_PATH", bundle), ("ASTRA_DB_CLIENT_ID", "id"), ("ASTRA_DB_CLIENT_SECRET", "s")).Cassandra!;

        Assert.Equal(("token", "AstraCS:x", bundle, "ks", true), (token.UserName, token.Password, token.BundlePath, token.Keyspace, token.IsAstra));
        Assert.Equal(("id", "s"), (secret.UserName, secret.Password));
    }

    [Fact]
    public void What_a_cluster_lacks_is_listed_and_no_secret_is_repeated()
    {
        var astra = Assert.Throws<SettingsException>(() => From(("STORE", "astra")));
        var cassandra = Assert.Throws<SettingsException>(() => From(
            ("STORE", "cassandra"), ("CASSANDRA_CONTACT_POINTS", "node1:9042"), ("CASSANDRA_PASSWORD", "hidden"), ("CASSANDRA_KEYSPACE", "my-keyspace"), ("CASSANDRA_CA_FILE", "nowhere.pem")));

        Assert.Equal(
            [
                "STORE=astra needs ASTRA_DB_APPLICATION_TOKEN, a token that begins with AstraCS: (or ASTRA_DB_CLIENT_ID and ASTRA_DB_CLIENT_SECRET). Astra's console makes one.",
                "STORE=astra needs ASTRA_DB_SECURE_BUNDLE_PATH, the zip file that Astra's console gives under Connect.",
                "STORE=astra needs ASTRA_DB_KEYSPACE, a keyspace of the database.",
            ], astra.Problems);
        Assert.Equal(
            [
                "CASSANDRA_KEYSPACE=my-keyspace is no keyspace: letters, digits and _ only, 48 at most.",
                "CASSANDRA_CONTACT_POINTS holds 'node1:9042', which is neither a host name nor an IP address. The port stands in CASSANDRA_PORT.",
                $"CASSANDRA_CA_FILE=nowhere.pem is no file. The path begins where the command is typed: {Directory.GetCurrentDirectory()}.",
                "CASSANDRA_PASSWORD is set, but CASSANDRA_USERNAME is not.",
            ], cassandra.Problems);
        Assert.DoesNotContain("hidden", cassandra.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificates_that_cannot_be_read_are_told_at_the_start()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("some.pem", "no certificate");

        var error = Assert.Throws<SettingsException>(() => From(
            ("STORE", "cassandra"), ("CASSANDRA_CA_FILE", file), ("CASSANDRA_CLIENT_CERTIFICATE", file), ("CASSANDRA_CLIENT_KEY", file), ("CASSANDRA_TLS", "0")));

        Assert.Equal(
            [
                $"CASSANDRA_CA_FILE={file} holds no certificate in PEM.",
                $"CASSANDRA_CLIENT_CERTIFICATE={file} and CASSANDRA_CLIENT_KEY={file} are no certificate in PEM with its key, without a password.",
                "CASSANDRA_TLS=0 switches off what CASSANDRA_CA_FILE, CASSANDRA_CLIENT_CERTIFICATE, CASSANDRA_CLIENT_KEY is for. Leave the one or the other away.",
            ], error.Problems);
    }

    static Settings From(params (string Name, string Value)[] variables) => Settings.From(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
