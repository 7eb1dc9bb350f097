using System.Globalization;
using Cassandra;
using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Storage.Checks;
using ISession = Cassandra.ISession;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Tries a cluster out with a row of its own, which it removes; should it not come to that, the row ends by itself.</summary>
sealed class CassandraProbe(CassandraSettings settings, TimeProvider clock, ILogger logger) : IStoreProbe
{
    const int Rows = 7, PageRows = 3, SecondsToLive = 120;

    readonly CassandraTables _tables = new(settings.Keyspace);
    readonly string _name = $"check-store {Guid.NewGuid()}"; // model version and caller that nobody else has
    readonly DateTimeOffset _hour = Call.HourOf(clock.GetUtcNow());
    Cluster? _cluster;
    ISession? _driver;
    CassandraSession? _session;

    /// <inheritdoc/>
    public string Place => settings.Place;

    /// <inheritdoc/>
    public IReadOnlyList<ProbeStep> Steps =>
    [
        new("connect", ConnectAsync),
        new("tables", OpenAsync),
        new("write", WriteAsync),
        new("read", ReadAsync),
        new("page", PageAsync),
        new("delete", DeleteAsync),
    ];

    /// <inheritdoc/>
    public StoreException Explain(Exception cause) => CassandraFailures.Explain(cause, settings);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.ShutdownAsync(2_000);
    }

    async Task<string> ConnectAsync(CancellationToken cancellation)
    {
        _cluster = CassandraCluster.Build(settings);
        _driver = await _cluster.ConnectAsync().WaitAsync(cancellation);
        var nodes = _cluster.AllHosts();
        var releases = string.Join(", ", nodes.Select(node => node.CassandraVersion).Distinct());
        var datacenters = string.Join(", ", nodes.Select(node => node.Datacenter).Distinct());
        return $"{nodes.Count} {(nodes.Count == 1 ? "node" : "nodes")}, Cassandra {releases}, datacenter {datacenters}, LOCAL_QUORUM";
    }

    async Task<string> OpenAsync(CancellationToken cancellation)
    {
        var schema = new CassandraSchema(_driver!, settings, logger); // connected before
        _session = new(_driver!, await schema.OpenAsync(cancellation), Explain);
        return schema.Made.Length > 0 ? $"{schema.Made} made" : "they were there";
    }

    async Task<string> WriteAsync(CancellationToken cancellation)
    {
        var statements = _session!.Statements; // opened before
        var scores = new SortedDictionary<string, float>(StringComparer.Ordinal) { ["ham"] = 0.25f, ["spam"] = 0.75f };
        await RunAsync(statements.Store.Bind(_name, _name, TimeUuid.NewId(clock.GetUtcNow()), "spam", 0.75f, scores, SecondsToLive), cancellation);
        await Task.WhenAll(Enumerable.Range(0, Rows).Select(
            i => RunAsync(statements.Record.Bind(_name, _hour, TimeUuid.NewId(_hour.AddSeconds(i)), TextOf(i), SecondsToLive), cancellation)));
        return $"1 answer, {Rows} calls";
    }

    async Task<string> ReadAsync(CancellationToken cancellation)
    {
        var rows = await RunAsync(_session!.Statements.Find.Bind(_name, _name), cancellation);
        var score = rows.FirstOrDefault()?.GetValue<IDictionary<string, float>>("prediction_map")["spam"];
        return score == 0.75f ? "as written" : throw new StoreException("The answer that was written does not come back", "Is the clock of a node wrong? A write of the past loses.");
    }

    async Task<string> PageAsync(CancellationToken cancellation)
    {
        var texts = new List<string>();
        var pages = 0;
        var page = (byte[]?)null;
        do
        {
            var statement = _session!.Statements.Read.Bind(_name, _hour).SetPageSize(PageRows).SetAutoPage(false);
            if (page is not null)
                statement.SetPagingState(page);
            var rows = await RunAsync(statement, cancellation);
            page = rows.PagingState;
            pages++;
            texts.AddRange(rows.Select(row => row.GetValue<string>("input")));
        }
        while (page is not null);

        return texts.SequenceEqual(Enumerable.Range(0, Rows).Select(TextOf))
            ? $"{texts.Count} calls in {pages} pages, in their order"
            : throw new StoreException($"Of {Rows} calls that were written {texts.Count} come back, or in another order", "Is the table's clustering order the workshop's (called_at ASC)?");
    }

    async Task<string> DeleteAsync(CancellationToken cancellation)
    {
        await RunAsync(new SimpleStatement(_tables.RemovePrediction, _name, _name), cancellation);
        await RunAsync(new SimpleStatement(_tables.RemoveCalls, _name, _hour), cancellation);
        var left = await RunAsync(_session!.Statements.Read.Bind(_name, _hour), cancellation);
        return left.Any() ? throw new StoreException("What was removed comes back", "Is the clock of a node wrong? A write of the past loses.") : "nothing is left";
    }

    Task<RowSet> RunAsync(IStatement statement, CancellationToken cancellation) => _session!.ExecuteAsync(statement, cancellation);

    static string TextOf(int row) => string.Create(CultureInfo.InvariantCulture, $"row {row}");
}
