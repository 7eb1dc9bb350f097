using Spam.Tests.Cassandra.Double.Cql;
using Spam.Tests.Cassandra.Double.Wire;

namespace Spam.Tests.Cassandra.Double.Storage;

/// <summary>What the hosts of a double share: the schema and the rows. Take <see cref="Gate"/> around every use.</summary>
sealed class FakeStorage
{
    static readonly string[] _own = ["system", "system_schema", "system_auth", "system_distributed", "system_traces"];

    int _changes;

    public FakeStorage(TimeProvider clock)
    {
        Clock = clock;
        foreach (var name in _own)
        {
            var local = name is "system" or "system_schema";
            var replication = new Dictionary<string, string> { ["class"] = $"org.apache.cassandra.locator.{(local ? "Local" : "Simple")}Strategy" };
            if (!local)
                replication["replication_factor"] = name switch { "system_distributed" => "3", "system_traces" => "2", _ => "1" };
            Keyspaces[name] = new(name, replication, true);
        }
    }

    public Lock Gate { get; } = new();

    public TimeProvider Clock { get; }

    public SortedDictionary<string, Keyspace> Keyspaces { get; } = new(StringComparer.Ordinal);

    /// <summary>Another one after each change of the schema.</summary>
    public Guid SchemaVersion { get; private set; } = VersionOf(0);

    /// <summary>Told after each change of the schema, within <see cref="Gate"/>.</summary>
    public event Action<SchemaChange>? Changed;

    public static bool IsOwn(string keyspace) => keyspace.StartsWith("system", StringComparison.Ordinal);

    public Keyspace Keyspace(string name) => Keyspaces.GetValueOrDefault(name) ?? throw ServerError.Invalid($"keyspace {name} does not exist");

    public Table Table(TableName name, string? current)
    {
        var keyspace = Keyspace(name.Keyspace ?? current ?? throw NoKeyspace());
        return keyspace.Tables.GetValueOrDefault(name.Name) ?? throw ServerError.Invalid($"table {name.Name} does not exist");
    }

    public static ServerError NoKeyspace() => ServerError.Invalid("No keyspace has been specified. USE a keyspace, or explicitly specify keyspace.tablename");

    public SchemaChange Tell(SchemaChange change)
    {
        SchemaVersion = VersionOf(++_changes);
        Changed?.Invoke(change);
        return change;
    }

    static Guid VersionOf(int changes) => new(changes, 0x5c4e, 0x3a11, 0x99, 0x86, 0xc4, 0xca, 0x19, 0x1d, 0x84, 0xf6);
}
