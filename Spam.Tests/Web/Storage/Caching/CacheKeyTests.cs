using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Storage.Caching;

public class CacheKeyTests
{
    [Theory, InlineData(""), InlineData("free"), InlineData("é 😀"), InlineData("a\0b")]
    public void A_text_is_its_own_key(string text) => Assert.Equal(text, CacheKey.Of("v1@0", text).Text);

    [Fact]
    public void A_text_beyond_32767_bytes_is_stored_under_its_hash()
    {
        Assert.Equal(32_767, CacheKey.Of("v1@0", new('a', 32_767)).Text.Length);
        Assert.StartsWith("\0sha256:", CacheKey.Of("v1@0", new('a', 32_768)).Text, StringComparison.Ordinal);
        Assert.StartsWith("\0sha256:", CacheKey.Of("v1@0", new('€', 10_923)).Text, StringComparison.Ordinal);
        Assert.Equal(10_922, CacheKey.Of("v1@0", new('€', 10_922)).Text.Length);
    }

    [Fact]
    public void Surrogates_that_stand_alone_are_told_apart()
    {
        var keys = ((string[])["\ud83d", "\ud83e", "\ufffd"]).Select(text => CacheKey.Of("v1@0", text)).ToList();

        Assert.Equal(3, keys.Distinct().Count());
    }

    [Fact]
    public void No_text_passes_for_a_hash()
    {
        var hashed = CacheKey.Of("v1@0", "\ud83d");

        Assert.NotEqual(hashed, CacheKey.Of("v1@0", hashed.Text));
    }

    [Fact]
    public void The_model_is_its_version_and_the_first_digits_of_its_hash()
        => Assert.Equal("v1@0123456789ab", CacheKey.ModelOf("v1", "0123456789abcdef"));
}
