using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TextPreprocessingTests
{
    [Fact]
    public void A_text_is_lowered_filtered_and_split()
        => Assert.Equal(["it's", "one", "two"], TextPreprocessing.TextToWordSequence("It's ONE,  two!"));

    [Fact]
    public void A_filter_may_be_an_emoji_and_a_split_a_text()
    {
        Assert.Equal(["a", "b"], TextPreprocessing.TextToWordSequence("a😀b", filters: "😀"));
        Assert.Equal(["xa", "b"], TextPreprocessing.TextToWordSequence("xa!b", filters: "!", split: "ab")); // "xaabb" is split
    }

    [Fact]
    public void A_given_hash_counts_as_Pythons_remainder_does()
    {
        // In Keras: hashing_trick("a", 5, hash_function=lambda word: -3) -> [2]
        Assert.Equal([2], TextPreprocessing.HashingTrick("a", 5, _ => -3));
        Assert.Equal([4], TextPreprocessing.OneHot("a", 5, _ => long.MaxValue));
        Assert.Equal([1], TextPreprocessing.OneHot("a", 5, _ => long.MinValue));
    }

    [Fact]
    public void Lone_surrogates_are_hashed_too()
        => Assert.InRange(Assert.Single(TextPreprocessing.HashingTrick("\ud800", 5)), 1, 4);

    [Fact]
    public void Wrong_use_is_answered_with_the_fix()
    {
        Assert.Equal(
            "Hashing got n = 1, but ids run from 1 to n - 1. Give an n of at least 2.",
            Assert.Throws<KerasException>(() => TextPreprocessing.HashingTrick("a", 1)).Message);
        Assert.Equal(
            "The split text is empty, so a text cannot be split into words. Give a split such as \" \", or use charLevel: true.",
            Assert.Throws<KerasException>(() => TextPreprocessing.TextToWordSequence("a", split: "")).Message);
    }
}
