using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Spam.Web.Configuration.Reading;

namespace Spam.Web.Configuration;

/// <summary>Where Cassandra or Astra is, and how to get in.</summary>
sealed partial record CassandraSettings
{
    /// <summary>What Astra takes as the user name where a token is the password.</summary>
    const string TokenUser = "token";

    static readonly string[] _ofCassandra =
    [
        "CASSANDRA_CONTACT_POINTS", "CASSANDRA_PORT", "CASSANDRA_USERNAME", "CASSANDRA_PASSWORD", "CASSANDRA_KEYSPACE", "CASSANDRA_LOCAL_DATACENTER", "CASSANDRA_REPLICATION",
        "CASSANDRA_TLS", "CASSANDRA_CA_FILE", "CASSANDRA_CLIENT_CERTIFICATE", "CASSANDRA_CLIENT_KEY", "CASSANDRA_TLS_SERVER_NAME",
    ];

    static readonly string[] _ofAstra = ["ASTRA_DB_SECURE_BUNDLE_PATH", "ASTRA_DB_APPLICATION_TOKEN", "ASTRA_DB_CLIENT_ID", "ASTRA_DB_CLIENT_SECRET"];

    /// <summary><c>CASSANDRA_CONTACT_POINTS</c>: nodes to begin with.</summary>
    public IReadOnlyList<string> ContactPoints { get; init; } = ["127.0.0.1"];

    /// <summary><c>CASSANDRA_PORT</c>: the port of all nodes.</summary>
    public int Port { get; init; } = 9042;

    /// <summary><c>ASTRA_DB_SECURE_BUNDLE_PATH</c>: the bundle that leads to Astra; null for a cluster of one's own.</summary>
    public string? BundlePath { get; init; }

    /// <summary><c>CASSANDRA_USERNAME</c>, <c>ASTRA_DB_CLIENT_ID</c>, or the name that goes with a token; null where nobody is asked.</summary>
    public string? UserName { get; init; }

    /// <summary><c>CASSANDRA_PASSWORD</c>, <c>ASTRA_DB_CLIENT_SECRET</c> or <c>ASTRA_DB_APPLICATION_TOKEN</c>.</summary>
    public string? Password { get; init; }

    /// <summary><c>CASSANDRA_KEYSPACE</c> or <c>ASTRA_DB_KEYSPACE</c>: where the tables are.</summary>
    public string Keyspace { get; init; } = "spam_classifier";

    /// <summary><c>CQLENG_ALLOW_SCHEMA_MANAGEMENT</c>: whether what is not there may be made: the keyspace (not on Astra) and the tables.</summary>
    public bool MayMakeTables { get; init; } = true;

    /// <summary><c>CASSANDRA_LOCAL_DATACENTER</c>: whose nodes are used; null for that of the node reached first.</summary>
    public string? LocalDatacenter { get; init; }

    /// <summary><c>CASSANDRA_REPLICATION</c>: how many copies a keyspace made here keeps; 0 for as many as there are nodes, but 3 at most.</summary>
    public int Replication { get; init; }

    /// <summary><c>CASSANDRA_TLS</c>: whether connections are encrypted. Files for it switch it on, too.</summary>
    public bool Tls { get; init; }

    /// <summary><c>CASSANDRA_CA_FILE</c>: the authorities to trust, in PEM; null for the system's.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary><c>CASSANDRA_CLIENT_CERTIFICATE</c>: the certificate to show, in PEM.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary><c>CASSANDRA_CLIENT_KEY</c>: its key, in PEM.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary><c>CASSANDRA_TLS_SERVER_NAME</c>: the name that the nodes' certificates bear; null for each node's own name or address.</summary>
    public string? ServerName { get; init; }

    /// <summary>How long to wait before a cluster that could not be reached is tried again, at first; up to a minute later on. No variable sets it.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether it is Astra.</summary>
    public bool IsAstra => BundlePath is not null;

    /// <summary>Where it is, in words.</summary>
    public string Place => BundlePath is null
        ? $"Cassandra at {string.Join(", ", ContactPoints)}, port {Port}, keyspace {Keyspace}"
        : $"Astra by {Path.GetFileName(BundlePath)}, keyspace {Keyspace}";

    /// <summary>Where it is; no secret.</summary>
    public override string ToString() => Place;

    /// <summary>Reads the variables that count for a store; null for a store that is neither Cassandra nor Astra.</summary>
    public static CassandraSettings? From(SettingsReader read, StoreKind store) => store switch
    {
        StoreKind.Cassandra => OfCassandra(read),
        StoreKind.Astra => OfAstra(read),
        _ => null,
    };

    /// <summary>Those variables that are set, and that the store has no use for.</summary>
    public static IReadOnlyList<string> Unused(SettingsReader read, StoreKind store) => store switch
    {
        StoreKind.Cassandra => read.Known(_ofAstra),
        StoreKind.Astra => read.Known(_ofCassandra),
        _ => read.Known([.. _ofAstra, "CQLENG_ALLOW_SCHEMA_MANAGEMENT", .. _ofCassandra]),
    };

    static CassandraSettings OfCassandra(SettingsReader read)
    {
        var defaults = new CassandraSettings();
        var settings = Common(read, "CASSANDRA_KEYSPACE", defaults) with
        {
            ContactPoints = read.Hosts("CASSANDRA_CONTACT_POINTS", "CASSANDRA_PORT", defaults.ContactPoints),
            Port = read.Integer("CASSANDRA_PORT", defaults.Port, 1, 65_535),
            UserName = read.Text("CASSANDRA_USERNAME"),
            Password = read.Text("CASSANDRA_PASSWORD"),
            LocalDatacenter = read.Text("CASSANDRA_LOCAL_DATACENTER"),
            Replication = read.Integer("CASSANDRA_REPLICATION", defaults.Replication, 0, 100),
            AuthorityFile = read.File("CASSANDRA_CA_FILE"),
            ClientCertificateFile = read.File("CASSANDRA_CLIENT_CERTIFICATE"),
            ClientKeyFile = read.File("CASSANDRA_CLIENT_KEY"),
            ServerName = read.Text("CASSANDRA_TLS_SERVER_NAME"),
        };
        read.Together("CASSANDRA_USERNAME", "CASSANDRA_PASSWORD");
        read.Together("CASSANDRA_CLIENT_CERTIFICATE", "CASSANDRA_CLIENT_KEY");
        if (settings.AuthorityFile is { } authority)
            Check(read, () => CertificateFiles.Authorities(authority), $"CASSANDRA_CA_FILE={authority} holds no certificate in PEM.");
        if (settings is { ClientCertificateFile: { } certificate, ClientKeyFile: { } key })
            Check(read, () => CertificateFiles.WithKey(certificate, key).Dispose(), $"CASSANDRA_CLIENT_CERTIFICATE={certificate} and CASSANDRA_CLIENT_KEY={key} are no certificate in PEM with its key, without a password.");

        var forTls = read.Known("CASSANDRA_CA_FILE", "CASSANDRA_CLIENT_CERTIFICATE", "CASSANDRA_CLIENT_KEY", "CASSANDRA_TLS_SERVER_NAME");
        var tls = read.Switch("CASSANDRA_TLS", byDefault: forTls.Count > 0);
        if (!tls && forTls.Count > 0)
            read.Add($"CASSANDRA_TLS=0 switches off what {string.Join(", ", forTls)} is for. Leave the one or the other away.");
        return settings with { Tls = tls };
    }

    static CassandraSettings OfAstra(SettingsReader read)
    {
        var token = read.Text("ASTRA_DB_APPLICATION_TOKEN");
        read.Together("ASTRA_DB_CLIENT_ID", "ASTRA_DB_CLIENT_SECRET");
        if (token is null && read.Text("ASTRA_DB_CLIENT_ID") is null)
            read.Add("STORE=astra needs ASTRA_DB_APPLICATION_TOKEN, a token that begins with AstraCS: (or ASTRA_DB_CLIENT_ID and ASTRA_DB_CLIENT_SECRET). Astra's console makes one.");
        if (read.Text("ASTRA_DB_SECURE_BUNDLE_PATH") is null)
            read.Add("STORE=astra needs ASTRA_DB_SECURE_BUNDLE_PATH, the zip file that Astra's console gives under Connect.");
        if (read.Text("ASTRA_DB_KEYSPACE") is null)
            read.Add("STORE=astra needs ASTRA_DB_KEYSPACE, a keyspace of the database.");
        return Common(read, "ASTRA_DB_KEYSPACE", new()) with
        {
            BundlePath = read.File("ASTRA_DB_SECURE_BUNDLE_PATH") ?? "",
            UserName = token is null ? read.Text("ASTRA_DB_CLIENT_ID") : TokenUser,
            Password = token ?? read.Text("ASTRA_DB_CLIENT_SECRET"),
        };
    }

    static CassandraSettings Common(SettingsReader read, string keyspaceName, CassandraSettings defaults)
    {
        var name = read.Text(keyspaceName) is null ? "ASTRA_DB_KEYSPACE" : keyspaceName; // the workshop's name counts for both
        var keyspace = read.Text(name) ?? defaults.Keyspace;
        if (!KeyspaceName().IsMatch(keyspace))
            read.Add($"{name}={keyspace} is no keyspace: letters, digits and _ only, 48 at most.");
        return defaults with { Keyspace = keyspace, MayMakeTables = read.Switch("CQLENG_ALLOW_SCHEMA_MANAGEMENT", defaults.MayMakeTables) };
    }

    static void Check(SettingsReader read, Action load, string problem)
    {
        try
        {
            load();
        }
        catch (Exception cause) when (cause is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            read.Add(problem);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_]{1,48}$")]
    private static partial Regex KeyspaceName();
}
