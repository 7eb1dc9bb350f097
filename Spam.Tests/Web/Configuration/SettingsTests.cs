using System.Net;
using System.Text.RegularExpressions;
using Spam.Web.Configuration;

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

    static Settings From(params (string Name, string Value)[] variables) => Settings.From(variables.ToDictionary(variable => variable.Name, variable => variable.Value));
}
