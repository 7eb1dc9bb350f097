using Microsoft.Extensions.Logging.Abstractions;
using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Storage.Checks;

namespace Spam.Web.Storage.Sqlite;

/// <summary>Tries the embedded database out with rows of its own.</summary>
sealed class SqliteProbe(Settings settings, TimeProvider clock) : IStoreProbe
{
    const int Rows = 1_200; // more than two pages

    readonly SqliteDatabase _database = new(settings, clock, NullLogger<SqliteDatabase>.Instance);
    readonly string _name = $"{StoreCheck.Command} {Guid.NewGuid()}"; // model and caller that nobody else has
    readonly DateTimeOffset _hour = Call.HourOf(clock.GetUtcNow());

    /// <inheritdoc/>
    public string Place => $"SQLite, {Path.GetFullPath(_database.Path)}";

    /// <inheritdoc/>
    public IReadOnlyList<ProbeStep> Steps =>
    [
        new("open", OpenAsync),
        new("write", WriteAsync),
        new("read", ReadAsync),
        new("page", PageAsync),
        new("delete", DeleteAsync),
    ];

    SqliteCallLog CallLog => new(_database, settings, clock);

    /// <inheritdoc/>
    public StoreException Explain(Exception cause)
        => cause as StoreException ?? new StoreException(cause.Message.TrimEnd('.'), "Is the disk full, or the folder not yours to write? DATA_DIRECTORY names another.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return default;
    }

    async Task<string> OpenAsync(CancellationToken cancellation)
    {
        await Task.Run(_database.Open, cancellation);
        return $"{new FileInfo(_database.Path).Length} bytes";
    }

    async Task<string> WriteAsync(CancellationToken cancellation)
    {
        await _database.WriteAsync(session => session.Run(
            "INSERT INTO predictions (model, text, scores, expires) VALUES ($1, $2, $3, $4)", _name, _name, new byte[] { 1, 2, 3 }, clock.GetUtcNow().AddMinutes(2).ToUnixTimeMilliseconds()));
        await CallLog.WriteAsync([.. Enumerable.Range(0, Rows).Select(i => new Call(_name, _hour, $"row {i}"))], cancellation);
        return $"1 answer, {Rows} calls";
    }

    async Task<string> ReadAsync(CancellationToken cancellation)
    {
        var scores = await _database.ReadAsync(session => session.Command("SELECT scores FROM predictions WHERE model = $1 AND text = $2", _name, _name).ExecuteScalar(), cancellation);
        return scores is byte[] and [1, 2, 3] ? "as written" : throw new StoreException("The answer that was written does not come back", "Set the file aside, and begin anew.");
    }

    async Task<string> PageAsync(CancellationToken cancellation)
    {
        var texts = await CallLog.ReadAsync(_name, _hour, cancellation).Select(call => call.Text).ToListAsync(cancellation);
        return texts.SequenceEqual(Enumerable.Range(0, Rows).Select(i => $"row {i}"))
            ? $"{texts.Count} calls, in their order"
            : throw new StoreException($"Of {Rows} calls that were written {texts.Count} come back, or in another order", "Set the file aside, and begin anew.");
    }

    async Task<string> DeleteAsync(CancellationToken cancellation)
    {
        await _database.WriteAsync(session =>
        {
            session.Run("DELETE FROM predictions WHERE model = $1", _name);
            session.Run("DELETE FROM calls WHERE caller = $1", _name);
        }).WaitAsync(cancellation);
        return "nothing is left";
    }
}
