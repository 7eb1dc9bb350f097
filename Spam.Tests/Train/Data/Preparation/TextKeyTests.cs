using Spam.Train.Data.Preparation;

namespace Spam.Tests.Train.Data.Preparation;

public class TextKeyTests
{
    [Theory]
    [InlineData("Free PRIZE, now!", "free prize now", true)]
    [InlineData("free prize", "free  prize", true)]
    [InlineData("free prize", "freeprize", false)]
    [InlineData("don't", "dont", false)]
    [InlineData("!!!", "???", false)]
    [InlineData("", " ", false)]
    public void Texts_of_the_same_words_are_one(string a, string b, bool isSame)
    {
        Assert.Equal(isSame, TextKey.Of(a).Words == TextKey.Of(b).Words);
        Assert.NotEqual(TextKey.Of(a).Exact, TextKey.Of(b).Exact);
    }
}
