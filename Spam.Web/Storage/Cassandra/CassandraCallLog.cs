using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Cassandra;
using Spam.Web.CallLog;
using Spam.Web.Configuration;

namespace Spam.Web.Storage.Cassandra;

/// <summary>Calls in the workshop's table, by caller and hour, oldest first. They are read page by page, and end by themselves.</summary>
sealed class CassandraCallLog(CassandraConnection connection, Settings settings, Counters counters, TimeProvider clock, ILogger<CassandraCallLog> logger) : ICallLog
{
    const int MostInFlight = 256;

    // A page has to fit into memory, and the driver takes answers of 64 MiB at most; a character is 3 bytes at most.
    const int PageBytes = 32 << 20, MostRows = 500;

    // Of what is longer a server may close the connection (its frames have 16 MiB); above half a segment of its commit log it refuses the row.
    const int LongestText = 4 << 20, SurelyTaken = 64 << 10;

    // With the moment of a call, which no other call of this process has, these make an id that is the same when the call is written a second time.
    readonly byte[] _process = RandomNumberGenerator.GetBytes(6), _sequence = RandomNumberGenerator.GetBytes(2);
    readonly InFlight _statements = new(MostInFlight);
    readonly int _pageRows = Math.Clamp(PageBytes / (3 * Math.Min(settings.Limits.TextLength, LongestText)), 1, MostRows);

    /// <inheritdoc/>
    public async Task WriteAsync(IReadOnlyList<Call> calls, CancellationToken cancellation)
    {
        var session = await connection.GetAsync(cancellation);
        var now = clock.GetUtcNow();
        await Task.WhenAll(calls.Select(call => WriteAsync(session, call, now, cancellation)));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Call> ReadAsync(string caller, DateTimeOffset hour, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var session = await connection.GetAsync(cancellation);
        var page = (byte[]?)null;
        do
        {
            cancellation.ThrowIfCancellationRequested(); // the driver heeds no token
            var statement = session.Statements.Read.Bind(caller, hour).SetPageSize(_pageRows).SetAutoPage(false);
            if (page is not null)
                statement.SetPagingState(page);
            var rows = await _statements.ExecuteAsync(session, statement, cancellation);
            page = rows.PagingState; // null after the last page, which may be empty
            foreach (var row in rows)
                yield return new(caller, row.GetValue<TimeUuid>("called_at").GetDate(), StoredText.Back(row.GetValue<string>("input") ?? ""));
        }
        while (page is not null);
    }

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancellation) => Task.CompletedTask; // rows have a time to live

    async Task WriteAsync(CassandraSession session, Call call, DateTimeOffset now, CancellationToken cancellation)
    {
        var text = StoredText.Of(call.Text);
        if (text.Length > LongestText)
        {
            Drop(text.Length);
            return;
        }

        try
        {
            var ends = Lifetime.Until(call.Time.AddDays(settings.LogDays), now);
            var id = TimeUuid.NewId(_process, _sequence, call.Time);
            await _statements.ExecuteAsync(session, session.Statements.Record.Bind(call.Caller, call.Hour, id, text, ends), cancellation);
        }
        catch (StoreException cause) when (cause.IsRefusal && text.Length > SurelyTaken)
        {
            Drop(text.Length); // it would be refused for ever, and hold up all calls after it
        }
    }

    void Drop(int length)
    {
        counters.Dropped(1);
        Log.CallTooLong(logger, length);
    }
}
