using System.Net;
using Spam.Web.Configuration.Reading;

namespace Spam.Web.Configuration;

/// <summary>Everything the API reads from its surroundings. Names and meanings are in .env.sample.</summary>
sealed record Settings
{
    /// <summary><c>HOST</c>: the address to listen on.</summary>
    public IPAddress Host { get; init; } = IPAddress.Loopback;

    /// <summary><c>PORT</c>: 0 takes any that is free.</summary>
    public int Port { get; init; } = 8000;

    /// <summary><c>API_NAME</c>: what the API calls itself.</summary>
    public string ApiName { get; init; } = "Spam Classifier API";

    /// <summary><c>MODEL_DIRECTORY</c>: a model folder, or a folder of its versions.</summary>
    public string ModelDirectory { get; init; } = "artifacts/spam";

    /// <summary><c>MODEL_VERSION</c>: which version; null for the newest.</summary>
    public string? ModelVersion { get; init; }

    /// <summary><c>MOCK_MODEL_CLASS</c>: whether the workshop's stand-in answers in place of a model.</summary>
    public bool MockModel { get; init; }

    /// <summary>Which models answer, and which of their versions.</summary>
    public RepositorySettings Repository { get; init; } = new();

    /// <summary><c>STORE</c>: where answers and calls are kept.</summary>
    public StoreKind Store { get; init; }

    /// <summary><c>DATA_DIRECTORY</c>: the folder of the store's file.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary><c>STORE_TIMEOUT_MS</c>: how long a prediction waits for the store before it goes on without. A cluster, which may be far, gets ten times as long.</summary>
    public TimeSpan StoreTimeout { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary><c>MEMORY_CACHE_MB</c>: how much memory the answers kept in memory may take.</summary>
    public int MemoryCacheMegabytes { get; init; } = 8;

    /// <summary><c>CACHE_DAYS</c>: how long an answer is kept.</summary>
    public int CacheDays { get; init; } = 30;

    /// <summary><c>LOG_DAYS</c>: how long a call is kept.</summary>
    public int LogDays { get; init; } = 30;

    /// <summary><c>LOG_QUEUE</c>: how many texts may wait to be logged before more are dropped.</summary>
    public int LogQueue { get; init; } = 100_000;

    /// <summary><c>ASTRA_DB_KEYSPACE</c>: told to callers, as the workshop does; with Cassandra the keyspace in use.</summary>
    public string Keyspace { get; init; } = "";

    /// <summary>Where Cassandra or Astra is, where one of them is the store.</summary>
    public CassandraSettings? Cassandra { get; init; }

    /// <summary>Names of other stores' settings that are set and have no use with this one.</summary>
    public IReadOnlyList<string> Unused { get; init; } = [];

    /// <summary><c>API_KEYS</c>: SHA-256 sums, in lower-case hex, of the keys that callers may show; none for no keys.</summary>
    public IReadOnlyList<string> ApiKeys { get; init; } = [];

    /// <summary><c>ALLOW_ANONYMOUS</c>: whether other machines may call without a key.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary><c>TRUSTED_PROXIES</c>: whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> count.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary><c>LOG_FORMAT</c>: whether log lines are JSON.</summary>
    public bool JsonLogs { get; init; }

    /// <summary><c>STORAGE_REQUIRED</c>: whether the service counts as not ready while its store is down.</summary>
    public bool StorageRequired { get; init; }

    /// <summary><c>METRICS</c>: whether it measures itself, and tells what at <c>/metrics</c>.</summary>
    public bool Metrics { get; init; } = true;

    /// <summary><c>INFERENCE_THREADS</c>, <c>INFERENCE_QUEUE</c>.</summary>
    public InferenceSettings Inference { get; init; } = new();

    /// <summary><c>RATE_LIMIT</c>, <c>RATE_BURST</c>.</summary>
    public RateSettings Rate { get; init; } = new();

    /// <summary><c>MAX_CONNECTIONS</c> and what else concerns connections, TLS among it.</summary>
    public ConnectionSettings Connections { get; init; } = new();

    /// <summary>How long connections are asked to close before the server stops listening. No variable sets it.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary><c>MAX_BODY_BYTES</c>, <c>MAX_TEXT_LENGTH</c>, <c>MAX_TEXTS</c>, <c>MAX_URL_LENGTH</c>.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Reads every variable once, at start.</summary>
    /// <exception cref="SettingsException">Some cannot be used; the message names all.</exception>
    public static Settings From(IReadOnlyDictionary<string, string> variables)
    {
        var read = new SettingsReader(variables);
        var defaults = new Settings();
        var limits = defaults.Limits;
        var store = read.Choice("STORE", defaults.Store);
        var cassandra = CassandraSettings.From(read, store);
        var patience = (int)defaults.StoreTimeout.TotalMilliseconds * (cassandra is null ? 1 : 10);
        var settings = new Settings
        {
            Host = read.Address("HOST", defaults.Host),
            Port = read.Integer("PORT", defaults.Port, 0, 65_535),
            ApiName = read.Text("API_NAME") ?? defaults.ApiName,
            ModelDirectory = read.Text("MODEL_DIRECTORY") ?? defaults.ModelDirectory,
            ModelVersion = read.Text("MODEL_VERSION"),
            MockModel = read.Switch("MOCK_MODEL_CLASS"),
            Repository = RepositorySettings.From(read),
            Store = store,
            DataDirectory = read.Text("DATA_DIRECTORY") ?? defaults.DataDirectory,
            StoreTimeout = TimeSpan.FromMilliseconds(read.Integer("STORE_TIMEOUT_MS", patience, 10, 60_000)),
            MemoryCacheMegabytes = read.Integer("MEMORY_CACHE_MB", defaults.MemoryCacheMegabytes, 0, 1_000_000),
            CacheDays = read.Integer("CACHE_DAYS", defaults.CacheDays, 1, 36_500),
            LogDays = read.Integer("LOG_DAYS", defaults.LogDays, 1, 36_500),
            LogQueue = read.Integer("LOG_QUEUE", defaults.LogQueue, 1, 10_000_000),
            Keyspace = cassandra?.Keyspace ?? read.Text("ASTRA_DB_KEYSPACE") ?? defaults.Keyspace,
            Cassandra = cassandra,
            Unused = CassandraSettings.Unused(read, store),
            ApiKeys = read.Digests("API_KEYS"),
            AllowAnonymous = read.Switch("ALLOW_ANONYMOUS"),
            TrustedProxies = read.Networks("TRUSTED_PROXIES"),
            JsonLogs = read.Choice("LOG_FORMAT", LogFormat.Text) == LogFormat.Json,
            StorageRequired = read.Switch("STORAGE_REQUIRED"),
            Metrics = read.Switch("METRICS", defaults.Metrics),
            Inference = InferenceSettings.From(read),
            Rate = RateSettings.From(read),
            Connections = ConnectionSettings.From(read),
            Limits = new(
                read.Integer("MAX_BODY_BYTES", limits.BodyBytes, 1_000, 1_000_000_000),
                read.Integer("MAX_TEXT_LENGTH", limits.TextLength, 1, 100_000_000),
                read.Integer("MAX_TEXTS", limits.Texts, 1, 1_000_000),
                read.Integer("MAX_URL_LENGTH", limits.UrlLength, 1_000, 10_000_000)),
        };
        if (!IPAddress.IsLoopback(settings.Host) && settings.ApiKeys.Count == 0 && !settings.AllowAnonymous)
        {
            read.Add(
                $"HOST={settings.Host} lets other machines call, but API_KEYS is not set. " +
                "Set API_KEYS to the SHA-256 of a key (printf %s \"$KEY\" | sha256sum), or ALLOW_ANONYMOUS=1 to let everybody in.");
        }

        return read.Problems.Count == 0 ? settings : throw new SettingsException(read.Problems);
    }
}
