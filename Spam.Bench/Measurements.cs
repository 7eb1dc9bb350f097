namespace Spam.Bench;

/// <summary>What can be measured.</summary>
static class Measurements
{
    /// <summary>How each is called for, and what it tells.</summary>
    public static IReadOnlyList<(string Call, string What)> All { get; } =
    [
        ("report [--quick] [--out FILE]", "layers, training, predictions and text processing: writes docs/performance.md"),
        ("benchmark [ARGUMENTS]", "single benchmarks, by BenchmarkDotNet's arguments"),
        ("kinds [CSV] [--seeds N] [--only KIND,KIND]", "each kind of network on one data set"),
        ("files", "golden models in each form: distance from Keras's predictions, size, time to load"),
        ("fuzz [COUNT [FOLDER]]", "golden files damaged many times: each is read, or refused in words"),
        ("bulk [LINES]", "texts a second through predict --jsonl, and its memory"),
        ("load SERVER SECONDS", "requests a second of a server that runs"),
        ("overload [SERVER [SECONDS]]", "what a server that runs does with more than it can answer"),
        ("send SERVER REQUESTS CLIENTS", "sends so many requests, for whoever measures the server"),
        ("reload [RELOADS [CLIENTS]]", "answers while new versions of a model are taken in"),
        ("fault [NAME|full-disk=FOLDER ...]", "brings faults about one by one, and tells whether each promise was kept"),
        ("cassandra [speed|faults|fuzz [NUMBER]]", "the CQL client beside a server in memory"),
    ];
}
