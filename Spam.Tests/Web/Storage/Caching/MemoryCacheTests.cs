using Spam.Model;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Storage.Caching;

public class MemoryCacheTests
{
    static readonly Prediction _prediction = new(new Dictionary<string, float> { ["ham"] = 1 }, new("ham", 1));

    readonly ManualClock _clock = new();

    [Fact]
    public void What_was_used_longest_ago_goes_first()
    {
        var cache = new MemoryCache(maxBytes: 3 * 700, _clock);
        foreach (var text in (string[])["a", "b", "c"])
            Keep(cache, text);

        Assert.True(Has(cache, "a"));
        Keep(cache, "d");

        Assert.Equal((true, false, true, true), (Has(cache, "a"), Has(cache, "b"), Has(cache, "c"), Has(cache, "d")));
        Assert.Equal(3, cache.Count);
    }

    [Fact]
    public void Long_texts_count_by_their_length()
    {
        var cache = new MemoryCache(maxBytes: 10_000, _clock);
        Keep(cache, "a");

        Keep(cache, new('x', 4_600));
        Keep(cache, new('y', 6_000));

        Assert.Equal((false, true, false), (Has(cache, "a"), Has(cache, new('x', 4_600)), Has(cache, new('y', 6_000))));
    }

    [Fact]
    public void Nothing_outlives_its_time()
    {
        var cache = new MemoryCache(maxBytes: 10_000, _clock);
        Keep(cache, "a");

        _clock.Advance(TimeSpan.FromDays(1));

        Assert.False(Has(cache, "a"));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public void No_memory_keeps_nothing()
    {
        var cache = new MemoryCache(maxBytes: 0, _clock);

        Keep(cache, "a");

        Assert.Equal(0, cache.Count);
    }

    void Keep(MemoryCache cache, string text) => cache.Keep(new(CacheKey.Of("v1@0", text), _prediction, _clock.GetUtcNow().AddDays(1)), Task.CompletedTask);

    static bool Has(MemoryCache cache, string text) => cache.Find(CacheKey.Of("v1@0", text), out _) is not null;
}
