using Spam.Bench.Cassandra;
using Spam.Bench.Reload;

namespace Spam.Bench.Faults;

/// <summary>A folder of its own for a fault, and the processes that were started for it. Both go at the end.</summary>
/// <param name="disk">A folder on a disk that may be filled; null where there is none.</param>
sealed class FaultPlace(string? disk) : IAsyncDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("spam-fault-").FullName;
    readonly List<IAsyncDisposable> _started = [];
    string? _model;

    /// <summary>A folder on a disk that may be filled.</summary>
    public string Disk => disk ?? throw new InvalidOperationException("a folder on a small disk is needed: fault full-disk=FOLDER; bench/faults.sh makes one.");

    /// <summary>A model of the workshop's size.</summary>
    public string Model => _model ??= MakeModel();

    /// <summary>Starts the service with these variables, and with nothing else of this process.</summary>
    public async Task<ServiceUnderFault> ServeAsync(params (string Name, string Value)[] settings)
    {
        var variables = new Dictionary<string, string>
        {
            ["HOST"] = "127.0.0.1",
            ["PORT"] = "0",
            ["API_KEYS"] = "",
            ["MODEL_REPOSITORY"] = "",
            ["DEFAULT_MODEL"] = "",
            ["MODEL_DIRECTORY"] = Model,
            ["MODEL_VERSION"] = "",
            ["MODEL_VERSION_POLICY"] = "",
            ["MODEL_LABELS"] = "",
            ["MOCK_MODEL_CLASS"] = "0",
            ["STORE"] = "sqlite",
            ["STORE_TIMEOUT_MS"] = "",
            ["STORAGE_REQUIRED"] = "0",
            ["DATA_DIRECTORY"] = Path.Combine(_folder, "data"),
            ["LOG_FORMAT"] = "text",
            ["RATE_LIMIT"] = "",
            ["MAX_CONNECTIONS"] = "",
        };
        foreach (var (name, value) in settings)
            variables[name] = value;
        var process = ServiceProcess.Begin(variables);
        _started.Add(process);
        var service = new ServiceUnderFault(process, await process.AddressAsync());
        _started.Add(service);
        return service;
    }

    /// <summary>Starts a double of Cassandra, as a process of its own.</summary>
    public async Task<DoubleProcess> CassandraAsync()
    {
        var cassandra = await DoubleProcess.StartAsync(hosts: 1);
        _started.Add(cassandra);
        return cassandra;
    }

    /// <summary>The settings that lead to it.</summary>
    public static (string Name, string Value)[] Of(DoubleProcess cassandra) =>
    [
        ("STORE", "cassandra"), ("CASSANDRA_CONTACT_POINTS", "127.0.0.1"), ("CASSANDRA_PORT", FormattableString.Invariant($"{cassandra.Port}")), ("CASSANDRA_KEYSPACE", "spam_faults"),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var started in Enumerable.Reverse(_started))
            await started.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    string MakeModel()
    {
        var maker = new VersionMaker(Path.Combine(_folder, "models", "spam"));
        maker.Write(1);
        maker.Drop(1);
        return maker.PathOf(1);
    }
}
