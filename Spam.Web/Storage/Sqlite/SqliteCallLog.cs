using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Spam.Web.CallLog;
using Spam.Web.Configuration;

namespace Spam.Web.Storage.Sqlite;

/// <summary>Calls in the embedded database, read page by page: a slow reader holds no transaction open.</summary>
sealed class SqliteCallLog(SqliteDatabase database, Settings settings, TimeProvider clock) : ICallLog
{
    const int PageRows = 500;
    const int SweptAtOnce = 1_000;

    /// <inheritdoc/>
    public Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation) => database.WriteAsync(session =>
    {
        foreach (var call in calls)
        {
            session.Run(
                "INSERT INTO calls (caller, hour, called_at, text) VALUES ($1, $2, $3, $4)",
                call.Caller, call.Hour.ToUnixTimeMilliseconds(), call.Time.ToUnixTimeMilliseconds(), ToColumn(call.Text));
        }
    });

    /// <inheritdoc/>
    public async IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = 0L;
        var full = true;
        while (full)
        {
            var rows = await database.ReadAsync(session => Page(session, caller, hour, last), cancellation);
            foreach (var (_, call) in rows)
                yield return call;
            full = rows.Count == PageRows;
            last = full ? rows[^1].Id : last;
        }
    }

    /// <inheritdoc/>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var oldest = Call.HourOf(clock.GetUtcNow().AddDays(-settings.LogDays)).ToUnixTimeMilliseconds();
        var removed = SweptAtOnce;
        while (removed == SweptAtOnce) // in parts, so that nobody waits long
        {
            await database.WriteAsync(session => removed = session.Run(
                "DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE hour < $1 LIMIT $2)", oldest, SweptAtOnce)).WaitAsync(cancellation);
        }
    }

    static List<(long Id, Call Call)> Page(SqliteSession session, string caller, DateTimeOffset hour, long after)
    {
        var rows = new List<(long Id, Call Call)>();
        using var reader = session.Command(
            "SELECT id, called_at, text FROM calls WHERE caller = $1 AND hour = $2 AND id > $3 ORDER BY id LIMIT $4",
            caller, hour.ToUnixTimeMilliseconds(), after, PageRows).ExecuteReader();
        while (reader.Read())
            rows.Add((reader.GetInt64(0), new(caller, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), ToText(reader.GetValue(2)))));
        return rows;
    }

    // SQLite's texts are UTF-8, which has no surrogates that stand alone: a text with such is stored as its UTF-16 units.
    static object ToColumn(string text) => Utf16.IsWhole(text) ? text : MemoryMarshal.AsBytes(text.AsSpan()).ToArray();

    static string ToText(object column) => column is byte[] units ? MemoryMarshal.Cast<byte, char>(units).ToString() : (string)column;
}
