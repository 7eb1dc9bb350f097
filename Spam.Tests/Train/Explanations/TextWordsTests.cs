using Spam.Keras.Preprocessing;
using Spam.Train.Explanations;

namespace Spam.Tests.Train.Explanations;

public class TextWordsTests
{
    [Theory]
    [InlineData("Free, FREE!!  prize… now", "Free FREE prize… now")]
    [InlineData("  ", "")]
    [InlineData("", "")]
    [InlineData("now", "now")]
    public void Words_are_where_the_tokenizer_finds_them(string text, string words)
    {
        var tokenizer = new Tokenizer(100);
        tokenizer.FitOnTexts(["free prize now"]);

        var spans = TextWords.Of(text, tokenizer);

        Assert.Equal(words, string.Join(' ', spans.Select(span => text.Substring(span.Start, span.Length))));
        Assert.Equal(tokenizer.TextToSequence(text), spans.Where(span => span.Id is not null).Select(span => span.Id!.Value)); // those without were left out
    }

    [Fact]
    public void Characters_are_words_of_a_tokenizer_of_characters()
    {
        var tokenizer = new Tokenizer(charLevel: true);
        tokenizer.FitOnTexts(["ab😀"]);

        var spans = TextWords.Of("b😀x", tokenizer);

        Assert.Equal([(0, 1), (1, 2), (3, 1)], spans.Select(span => (span.Start, span.Length)));
        Assert.Equal(tokenizer.TextToSequence("b😀x"), spans.Where(span => span.Id is not null).Select(span => span.Id!.Value)); // those without were left out
    }
}
