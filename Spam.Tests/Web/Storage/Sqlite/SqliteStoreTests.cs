using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Spam.Model;
using Spam.Web.CallLog;
using Spam.Web.Classification;
using Spam.Web.Configuration;
using Spam.Web.Storage;
using Spam.Web.Storage.Sqlite;

namespace Spam.Tests.Web.Storage.Sqlite;

public sealed class SqliteStoreTests : IDisposable
{
    static readonly MockClassifier _classifier = new("v1", "nowhere");

    readonly TemporaryFolder _folder = new();
    readonly ManualClock _clock = new();
    readonly CapturedLog _log = new();
    SqliteDatabase? _database;

    SqliteDatabase Database => _database ??= Open();

    string File => _folder["data/spam.db"];

    public void Dispose()
    {
        _database?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Answers_outlive_the_process_bit_by_bit()
    {
        var scores = new OrderedDictionary<string, float> { ["ham"] = 0.27147627f, ["spam"] = 0.7285238f };
        var cached = new CachedPrediction(Key("a\0b 😀"), new(scores, new("spam", 0.7285238f)), _clock.GetUtcNow().AddDays(1));
        await Cache().StoreAsync([cached], default);
        Reopen();

        var found = await Cache().FindAsync([Key("other"), cached.Key], default);

        Assert.Null(found[0]);
        Assert.Equal(scores, found[1]!.Prediction.Scores);
        Assert.Equal(new Score("spam", 0.7285238f), found[1]!.Prediction.Top);
        Assert.Equal(cached.Expires, found[1]!.Expires);
    }

    [Fact]
    public async Task What_has_expired_is_neither_found_nor_kept()
    {
        await Cache().StoreAsync([.. Enumerable.Range(0, 2_500).Select(i => new CachedPrediction(Key($"{i}"), Ham(), _clock.GetUtcNow().AddHours(1)))], default);
        await Cache().StoreAsync([new(Key("later"), Ham(), _clock.GetUtcNow().AddHours(3))], default);
        _clock.Advance(TimeSpan.FromHours(2));

        var found = await Cache().FindAsync([Key("7"), Key("later")], default);
        await Cache().SweepAsync(default);

        Assert.Null(found[0]);
        Assert.NotNull(found[1]);
        Assert.Equal(1L, await Database.ReadAsync(session => session.Value("SELECT count(*) FROM predictions"), default));
    }

    [Fact]
    public async Task Every_text_comes_back_from_the_log_as_it_was()
    {
        string[] texts = ["", "'); DROP TABLE calls;--", "a\0b", "é 😀", "\ud83d", "a\ude00b", "\r\n\t", new('x', 100_000)];
        var now = _clock.GetUtcNow();
        await CallLog().WriteAsync([.. texts.Select(text => new Call("me", now, text))], default);
        await CallLog().WriteAsync([new("you", now, "yours")], default);
        Reopen();

        var calls = await CallLog().ReadAsync("me", Call.HourOf(now), default).ToListAsync();

        Assert.Equal(texts, calls.Select(call => call.Text));
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_in_order_and_by_the_hour_of_UTC()
    {
        string[] texts = [.. Enumerable.Range(0, 1_200).Select(i => $"text {i}")];
        await CallLog().WriteAsync([.. texts.Select(text => new Call("me", _clock.GetUtcNow(), text))], default);
        var hour = Call.HourOf(_clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(2)); // 14:00:00
        await CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "next hour")], default);

        Assert.Equal(texts, await CallLog().ReadAsync("me", hour, default).Select(call => call.Text).ToListAsync());
        Assert.Equal(["next hour"], await CallLog().ReadAsync("me", hour.AddHours(1), default).Select(call => call.Text).ToListAsync());
    }

    [Fact]
    public async Task Old_calls_are_swept()
    {
        await CallLog().WriteAsync([.. Enumerable.Range(0, 2_100).Select(i => new Call("me", _clock.GetUtcNow(), "old"))], default);
        _clock.Advance(TimeSpan.FromDays(31));
        await CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "new")], default);

        await CallLog().SweepAsync(default);

        Assert.Equal(1L, await Database.ReadAsync(session => session.Value("SELECT count(*) FROM calls"), default));
    }

    [Fact]
    public async Task Many_writers_and_readers_meet_no_lock()
    {
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancellation) =>
        {
            await Cache().StoreAsync([new(Key($"{i % 50}"), Ham(), _clock.GetUtcNow().AddDays(1))], cancellation);
            await CallLog().WriteAsync([new($"{i % 8}", _clock.GetUtcNow(), $"{i}")], cancellation);
            Assert.NotNull((await Cache().FindAsync([Key($"{i % 50}")], cancellation))[0]);
        });

        Assert.Equal(500L, await Database.ReadAsync(session => session.Value("SELECT count(*) FROM calls"), default));
        Assert.Equal("wal", await Database.ReadAsync(session => session.Value("PRAGMA journal_mode"), default));
    }

    [Fact]
    public async Task Another_process_that_holds_the_file_for_a_moment_is_waited_for()
    {
        Database.Open();
        using var other = new SqliteConnection($"Data Source={File};Pooling=False");
        other.Open();
        var transaction = other.BeginTransaction(deferred: false);

        var write = CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "patient")], default);
        Assert.False(write.IsCompleted);
        transaction.Rollback();
        await write;

        Assert.True(write.IsCompletedSuccessfully);
    }

    [Theory, InlineData("this is no database, and long enough to be taken for one by nobody at all ............................................"), InlineData(null)]
    public async Task A_damaged_file_is_set_aside_with_a_message(string? contents)
    {
        await CallLog().WriteAsync([.. Enumerable.Range(0, 2_000).Select(i => new Call("me", _clock.GetUtcNow(), $"{i}"))], default);
        Close();
        if (contents is null)
            Overwrite(File);
        else
            System.IO.File.WriteAllText(File, contents);

        await CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "after")], default);

        Assert.Equal(["after"], await CallLog().ReadAsync("me", Call.HourOf(_clock.GetUtcNow()), default).Select(call => call.Text).ToListAsync());
        Assert.Single(Directory.GetFiles(_folder["data"], "spam.db.corrupt-20261122T135958Z"));
        Assert.Contains(_log.Lines, line => line.StartsWith($"Warning Database {File} is damaged (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_tried_again_later()
    {
        _folder.Write("data", "a file where the folder should be");
        await Assert.ThrowsAsync<IOException>(() => CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "lost")], default));

        System.IO.File.Delete(_folder["data"]);
        await CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "kept")], default);

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
        await CallLog().WriteAsync([new("me", _clock.GetUtcNow(), "next")], default);
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

    static Prediction Ham() => _classifier.Predict(["ab"])[0];

    static CacheKey Key(string text) => CacheKey.Of("v1@0", text);

    SqlitePredictionCache Cache() => new(Database, _classifier, _clock);

    SqliteCallLog CallLog() => new(Database, new Settings(), _clock);

    SqliteDatabase Open()
        => new(new Settings { DataDirectory = _folder["data"] }, _clock, LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<SqliteDatabase>());

    void Close()
    {
        Database.Dispose();
        _database = null;
    }

    void Reopen()
    {
        Close();
        Database.Open();
    }
}
