using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Spam.Web.CallLog;
using Spam.Web.Configuration;
using Spam.Web.Storage.Caching;
using Spam.Web.Storage.Sqlite;

namespace Spam.Tests.Web.Storage.Sqlite;

public sealed class SqliteStoreTests : StoreTests, IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly CapturedLog _log = new();
    SqliteDatabase? _database;

    private protected override IPredictionCache Cache => new SqlitePredictionCache(Database, Clock);

    private protected override ICallLog CallLog => new SqliteCallLog(Database, new Settings(), Clock);

    SqliteDatabase Database => _database ??= Open();

    string File => _folder["data/spam.db"];

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Readers_wait_for_no_writer()
    {
        Database.Open();

        Assert.Equal("wal", await Database.ReadAsync(session => session.Value("PRAGMA journal_mode"), default));
    }

    [Fact]
    public async Task Another_process_that_holds_the_file_for_a_moment_is_waited_for()
    {
        Database.Open();
        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        var transaction = other.BeginTransaction(deferred: false);

        var write = CallLog.WriteAsync([new("me", Clock.GetUtcNow(), "patient")], default);
        Assert.False(write.IsCompleted);
        transaction.Rollback();
        await write;

        Assert.True(write.IsCompletedSuccessfully);
    }

    [Theory, InlineData("this is no database, and long enough to be taken for one by nobody at all ............................................"), InlineData(null)]
    public async Task A_damaged_file_is_set_aside_with_a_message(string? contents)
    {
        await CallLog.WriteAsync([.. Enumerable.Range(0, 2_000).Select(i => new Call("me", Clock.GetUtcNow(), $"{i}"))], default);
        Close();
        if (contents is null)
            Overwrite(File);
        else
            System.IO.File.WriteAllText(File, contents);

        await CallLog.WriteAsync([new("me", Clock.GetUtcNow(), "after")], default);

        Assert.Equal(["after"], await CallLog.ReadAsync("me", Call.HourOf(Clock.GetUtcNow()), default).Select(call => call.Text).ToListAsync());
        Assert.Single(Directory.GetFiles(_folder["data"], "spam.db.corrupt-20261122T135958Z"));
        Assert.Contains(_log.Lines, line => line.StartsWith($"Warning Database {File} is damaged (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_tried_again_later()
    {
        _folder.Write("data", "a file where the folder should be");
        await Assert.ThrowsAsync<IOException>(() => CallLog.WriteAsync([new("me", Clock.GetUtcNow(), "lost")], default));

        System.IO.File.Delete(_folder["data"]);
        await CallLog.WriteAsync([new("me", Clock.GetUtcNow(), "kept")], default);

        Assert.True(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task A_file_of_a_newer_program_is_left_alone()
    {
        await Database.WriteAsync(session => session.Run("PRAGMA user_version = 2"));
        Close();

        var error = Assert.Throws<IOException>(Database.Open);

        Assert.Equal($"{File} has version 2, written by a newer program; this one reads version 1. Set DATA_DIRECTORY to another folder.", error.Message);
    }

    [Fact]
    public async Task Work_that_fails_leaves_no_half_of_itself()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync(session =>
        {
            session.Run("INSERT INTO calls (caller, hour, called_at, text) VALUES ('me', 0, 0, 'half')");
            throw new InvalidOperationException("no");
        }));

        Assert.Equal(0L, await Database.ReadAsync(session => session.Value("SELECT count(*) FROM calls"), default));
        await CallLog.WriteAsync([new("me", Clock.GetUtcNow(), "next")], default);
    }

    // Zeroes in the middle, where tables are: the beginning still looks like a database.
    static void Overwrite(string file)
    {
        using var stream = System.IO.File.OpenWrite(file);
        for (var page = 1; page < stream.Length / 4096; page += 2)
        {
            stream.Position = page * 4096;
            stream.Write(new byte[4096]);
        }
    }

    SqliteDatabase Open()
        => new(new Settings { DataDirectory = _folder["data"] }, Clock, LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<SqliteDatabase>());

    void Close()
    {
        Database.Dispose();
        _database = null;
    }

    private protected override Task ReopenAsync()
    {
        Close();
        Database.Open();
        return Task.CompletedTask;
    }

    private protected override async Task<long> CountPredictionsAsync()
        => (long)(await Database.ReadAsync(session => session.Value("SELECT count(*) FROM predictions"), default))!; // a count is there

    private protected override async Task<long> CountCallsAsync()
        => (long)(await Database.ReadAsync(session => session.Value("SELECT count(*) FROM calls"), default))!; // a count is there
}
