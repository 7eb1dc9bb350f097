using Spam.Model;
using Spam.Web.CallLog;
using Spam.Web.Classification;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Storage;

/// <summary>What every store keeps, and how.</summary>
public abstract class StoreTests
{
    private protected static MockClassifier Classifier { get; } = new("v1", "nowhere");

    private protected ManualClock Clock { get; } = new();

    private protected abstract IPredictionCache Cache { get; }

    private protected abstract ICallLog CallLog { get; }

    [Fact]
    public async Task Answers_outlive_the_process_bit_by_bit()
    {
        var scores = new OrderedDictionary<string, float> { ["ham"] = 0.27147627f, ["spam"] = 0.7285238f };
        var cached = new CachedPrediction(Key("a\0b 😀"), new(scores, new("spam", 0.7285238f)), Clock.GetUtcNow().AddDays(1));
        await Cache.StoreAsync([cached], default);
        await ReopenAsync();

        var found = await Cache.FindAsync([Key("other"), cached.Key], Classifier.Labels, default);

        Assert.Null(found[0]);
        Assert.Equal(scores, found[1]!.Prediction.Scores);
        Assert.Equal(new Score("spam", 0.7285238f), found[1]!.Prediction.Top);
        Assert.Equal(cached.Expires, found[1]!.Expires);
    }

    [Fact]
    public async Task What_has_expired_is_neither_found_nor_kept()
    {
        await Cache.StoreAsync([.. Enumerable.Range(0, 2_500).Select(i => new CachedPrediction(Key($"{i}"), Ham(), Clock.GetUtcNow().AddHours(1)))], default);
        await Cache.StoreAsync([new(Key("later"), Ham(), Clock.GetUtcNow().AddHours(3))], default);
        Clock.Advance(TimeSpan.FromHours(2));

        var found = await Cache.FindAsync([Key("7"), Key("later")], Classifier.Labels, default);
        await Cache.SweepAsync(default);

        Assert.Null(found[0]);
        Assert.NotNull(found[1]);
        Assert.Equal(1, await CountPredictionsAsync());
    }

    [Fact]
    public async Task Every_text_is_a_key_of_its_own()
    {
        string[] texts = ["", "a", "A", "\ud83d", "\ude00", "a\ude00b", "\ufffd", new('é', 20_000), new('é', 20_001), new('x', 200_000), "\0sha256:", "\0utf16:"];
        var (ham, spam) = (Ham(), Classifier.Predict(["a"])[0]);
        await Cache.StoreAsync([.. texts.Select((text, i) => new CachedPrediction(Key(text), i % 2 == 0 ? ham : spam, Clock.GetUtcNow().AddHours(1)))], default);

        var found = await Cache.FindAsync([.. texts.Select(Key)], Classifier.Labels, default);

        Assert.Equal(texts.Select((_, i) => i % 2 == 0 ? "ham" : "spam"), found.Select(cached => cached?.Prediction.Top.Label));
    }

    [Fact]
    public async Task Every_text_comes_back_from_the_log_as_it_was()
    {
        string[] texts = ["", "'); DROP TABLE calls;--", "a\0b", "é 😀", "\ud83d", "a\ude00b", "\r\n\t", "\0utf16:", "\0utf16:PdY=", new('x', 100_000)];
        await CallLog.WriteAsync(Calls("me", texts), default);
        await CallLog.WriteAsync(Calls("you", "yours"), default);
        await ReopenAsync();

        Assert.Equal(texts, await TextsAsync("me", Call.HourOf(Clock.GetUtcNow())));
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_in_order_and_by_the_hour_of_UTC()
    {
        string[] texts = [.. Enumerable.Range(0, 1_200).Select(i => $"text {i}")];
        await CallLog.WriteAsync(Calls("me", texts), default);
        var hour = Call.HourOf(Clock.GetUtcNow());
        Clock.Advance(TimeSpan.FromSeconds(2)); // 14:00:00
        await CallLog.WriteAsync(Calls("me", "next hour"), default);

        Assert.Equal(texts, await TextsAsync("me", hour));
        Assert.Equal(["next hour"], await TextsAsync("me", hour.AddHours(1)));
        Assert.Empty(await TextsAsync("me", hour.AddHours(2)));
    }

    [Fact]
    public async Task Old_calls_are_removed()
    {
        await CallLog.WriteAsync(Calls("me", [.. Enumerable.Repeat("old", 2_100)]), default);
        Clock.Advance(TimeSpan.FromDays(31));
        await CallLog.WriteAsync(Calls("me", "new"), default);

        await CallLog.SweepAsync(default);

        Assert.Equal(1, await CountCallsAsync());
    }

    [Fact]
    public async Task Many_writers_and_readers_meet_no_lock()
    {
        await Parallel.ForAsync(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, cancellation) =>
        {
            await Cache.StoreAsync([new(Key($"{i % 50}"), Ham(), Clock.GetUtcNow().AddDays(1))], cancellation);
            await CallLog.WriteAsync([new($"{i % 8}", Clock.GetUtcNow().AddTicks(i), $"{i}")], cancellation);
            Assert.NotNull((await Cache.FindAsync([Key($"{i % 50}")], Classifier.Labels, cancellation))[0]);
        });

        Assert.Equal(500, await CountCallsAsync());
        Assert.Equal(50, await CountPredictionsAsync());
    }

    [Fact]
    public async Task Who_stops_reading_the_log_is_heeded()
    {
        await CallLog.WriteAsync(Calls("me", [.. Enumerable.Repeat("text", 1_200)]), default);
        using var stop = new CancellationTokenSource();
        var read = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var call in CallLog.ReadAsync("me", Call.HourOf(Clock.GetUtcNow()), stop.Token))
            {
                if (++read == 10)
                    await stop.CancelAsync();
            }
        });

        Assert.InRange(read, 10, 600); // to the end of its page at most
    }

    private protected static Prediction Ham() => Classifier.Predict(["ab"])[0];

    private protected static CacheKey Key(string text) => CacheKey.Of("v1@0", text);

    /// <summary>Calls of now, each with a moment of its own, as the queue gives them.</summary>
    private protected Call[] Calls(string caller, params string[] texts) => [.. texts.Select((text, i) => new Call(caller, Clock.GetUtcNow().AddTicks(i), text))];

    private protected async Task<List<string>> TextsAsync(string caller, DateTimeOffset hour)
        => await CallLog.ReadAsync(caller, hour, default).Select(call => call.Text).ToListAsync();

    /// <summary>Ends the store's process, as far as it has one, and begins another.</summary>
    private protected abstract Task ReopenAsync();

    private protected abstract Task<long> CountPredictionsAsync();

    private protected abstract Task<long> CountCallsAsync();
}
