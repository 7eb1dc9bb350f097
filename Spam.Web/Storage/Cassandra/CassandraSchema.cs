using Cassandra;
using Spam.Web.Configuration;
using ISession = Cassandra.ISession;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Finds the tables, or makes them where that is allowed.</summary>
sealed class CassandraSchema(ISession session, CassandraSettings settings, ILogger logger)
{
    const int MostCopies = 3;

    // How often a node is asked again that did not hear of the new tables yet.
    const int Tries = 10;
    static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(300);

    readonly CassandraTables _tables = new(settings.Keyspace);

    /// <summary>What was made; nothing where all was there.</summary>
    public string Made { get; private set; } = "";

    /// <summary>Prepares the statements, on tables made before where need be.</summary>
    /// <exception cref="StoreException">The tables are not there and may not be made, or are others.</exception>
    public async Task<CassandraStatements> OpenAsync(CancellationToken cancellation)
    {
        // Made only where they are missing: to ask is cheap, needs no permission, and several services that start at once do not make the same tables.
        if (await TryPrepareAsync(cancellation) is { } found)
            return found;
        if (!settings.MayMakeTables)
            throw Missing();

        await MakeAsync(cancellation);
        for (var i = 0; i < Tries; i++)
        {
            if (await TryPrepareAsync(cancellation) is { } made)
                return made;
            await Task.Delay(_pause, cancellation);
        }

        throw new StoreException(
            $"The tables of keyspace {settings.Keyspace} have other columns than are needed", $"Rename {_tables.Predictions} and {_tables.Calls}, or name another keyspace.");
    }

    async Task<CassandraStatements?> TryPrepareAsync(CancellationToken cancellation)
    {
        try
        {
            return new(await PrepareAsync(_tables.Find), await PrepareAsync(_tables.Store), await PrepareAsync(_tables.Record), await PrepareAsync(_tables.Read));
        }
        catch (InvalidQueryException) // no such keyspace, table or column
        {
            return null;
        }

        async Task<PreparedStatement> PrepareAsync(string cql) => (await session.PrepareAsync(cql).WaitAsync(cancellation)).SetIdempotence(true);
    }

    async Task MakeAsync(CancellationToken cancellation)
    {
        if (!await HasKeyspaceAsync(cancellation))
        {
            if (settings.IsAstra || session.Cluster.Metadata.IsDbaas)
                throw new StoreException($"There is no keyspace {settings.Keyspace} in this database", "Make it in Astra's console, or set ASTRA_DB_KEYSPACE to one that is there.");
            var datacenter = await DatacenterAsync(cancellation);
            await ChangeAsync(_tables.MakeKeyspace(datacenter, Copies(datacenter)), cancellation);
            Made = "keyspace and tables";
        }

        foreach (var table in _tables.MakeTables)
            await ChangeAsync(table, cancellation);
        Made = Made.Length > 0 ? Made : "tables";
        Log.TablesMade(logger, Made, settings.Keyspace);
    }

    async Task ChangeAsync(string cql, CancellationToken cancellation)
    {
        try
        {
            var changed = await session.ExecuteAsync(new SimpleStatement(cql)).WaitAsync(cancellation);
            if (!changed.Info.IsSchemaInAgreement)
                Log.SchemaDisagrees(logger);
        }
        catch (AlreadyExistsException)
        {
            return; // another service was faster
        }
    }

    async Task<bool> HasKeyspaceAsync(CancellationToken cancellation)
    {
        var rows = await session.ExecuteAsync(new SimpleStatement("SELECT keyspace_name FROM system_schema.keyspaces WHERE keyspace_name = ?", settings.Keyspace)).WaitAsync(cancellation);
        return rows.Any();
    }

    async Task<string> DatacenterAsync(CancellationToken cancellation)
    {
        if (settings.LocalDatacenter is { } named)
            return named;
        var rows = await session.ExecuteAsync(new SimpleStatement("SELECT data_center FROM system.local")).WaitAsync(cancellation);
        return rows.First().GetValue<string>("data_center");
    }

    int Copies(string datacenter)
        => settings.Replication > 0 ? settings.Replication : Math.Clamp(session.Cluster.AllHosts().Count(host => host.Datacenter == datacenter), 1, MostCopies);

    StoreException Missing() => new(
        $"The tables of keyspace {settings.Keyspace} are not there, and CQLENG_ALLOW_SCHEMA_MANAGEMENT=0 forbids to make them",
        $"Set CQLENG_ALLOW_SCHEMA_MANAGEMENT=1, or make them:\n{string.Concat(_tables.MakeTables.Select(table => $"    {table};\n"))}".TrimEnd());
}
