using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Spam.Web.Storage;
using Spam.Web.Storage.Sqlite;

namespace Spam.Tests.Web.Faults;

/// <summary>The database may grow no more: SQLite then fails as it does on a full disk. The measurement <c>bench/faults.sh full-disk</c> fills a real one.</summary>
public class FullDiskTests
{
    const int Many = 60;

    [Fact]
    public async Task Predictions_go_on_and_what_is_stored_stays_whole()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { MemoryCacheMegabytes = 0 });
        await server.PredictAsync("before");
        await server.SendAsync("GET", "/recent_log"); // written
        var database = server.Services.GetRequiredService<SqliteDatabase>();
        await LimitAsync(database, "1"); // no page more than there are

        for (var i = 0; i < Many; i++)
            Assert.Equal(200, (await server.SendAsync("POST", "/prediction", $$"""{"text":"{{new string('x', 2_000)}} {{i}}"}""")).Status);
        var failures = server.Services.GetRequiredService<Counters>().StoreFailures;
        await LiftAsync(database);
        var logged = await UntilLoggedAsync(server, Many + 1);

        Assert.True(failures > 0);
        Assert.Equal(Many + 1, logged);
        Assert.Equal("ok", await database.ReadAsync(session => session.Value("PRAGMA integrity_check"), default));
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("damaged", StringComparison.Ordinal));
        Assert.Contains(server.Log.Lines, line => line.Contains("full", StringComparison.Ordinal));
    }

    static Task LimitAsync(SqliteDatabase database, string pages) => database.WriteAsync(session => session.Value($"PRAGMA max_page_count = {pages}"));

    // What waits is committed together, and fails together: until nothing else was in the way.
    static async Task LiftAsync(SqliteDatabase database)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                await LimitAsync(database, "1000000");
                return;
            }
            catch (SqliteException) when (i < 1_000)
            {
                await Task.Delay(5);
            }
        }
    }

    // The calls wait in their queue until the store is tried again.
    static async Task<int> UntilLoggedAsync(TestServer server, int calls)
    {
        for (var i = 0; ; i++)
        {
            var log = await server.SendAsync("GET", "/recent_log");
            var count = log.Status == 200 ? JsonDocument.Parse(log.Text).RootElement.GetArrayLength() : 0;
            if (count >= calls || i == 1_000)
                return count;
            await Task.Delay(20);
        }
    }
}
