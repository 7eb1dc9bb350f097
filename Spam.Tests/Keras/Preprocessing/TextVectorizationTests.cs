using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TextVectorizationTests
{
    [Fact]
    public void A_vocabulary_that_is_given_is_used()
    {
        var layer = new TextVectorization();

        layer.SetVocabulary(["", "[UNK]", "spam", "ham"]);

        Assert.Equal([2, 3, 1], layer.Call("Spam, ham! eggs").Span.ToArray());
    }

    [Fact]
    public void Columns_are_as_many_as_asked_for()
    {
        var layer = new TextVectorization(maxTokens: 5, outputMode: TextOutput.Count, padToMaxTokens: true);

        layer.Adapt(["a a b"]);

        Assert.Equal([1, 2, 0, 0, 0], layer.Call("a a c").Span.ToArray());
    }

    [Fact]
    public void Without_a_vocabulary_it_says_what_to_do()
        => Assert.Equal(
            "TextVectorization has no vocabulary. Call Adapt with texts, or SetVocabulary, first.",
            Assert.Throws<KerasException>(() => new TextVectorization().Call("text")).Message);

    [Fact]
    public void Options_that_do_not_go_together_are_refused()
    {
        Refuses("maxTokens 2; with outputMode Int it is 3 or more", () => new TextVectorization(maxTokens: 2));
        Refuses("outputSequenceLength 3 with outputMode Count", () => new TextVectorization(outputMode: TextOutput.Count, outputSequenceLength: 3));
        Refuses("ngrams [0]", () => new TextVectorization(ngrams: [0]));
        Refuses("padToMaxTokens with maxTokens null", () => new TextVectorization(outputMode: TextOutput.Count, padToMaxTokens: true));
        Refuses("split 7; valid values: Whitespace, Character, None", () => new TextVectorization(split: (TextSplit)7));
    }

    [Fact]
    public void A_vocabulary_that_cannot_be_is_refused()
    {
        Refuses("each token stands once", () => new TextVectorization().SetVocabulary(["a", "a"]));
        Refuses("has 5 tokens with the reserved ones; maxTokens is 4", () => new TextVectorization(maxTokens: 4).SetVocabulary(["a", "b", "c"]));
        Refuses("got 1 weights for 2 tokens", () => new TextVectorization(outputMode: TextOutput.TfIdf).SetVocabulary(["a", "b"], [1]));
    }

    static void Refuses(string message, Func<TextVectorization> make) => Refuses(message, () => { _ = make(); });

    static void Refuses(string message, Action act)
        => Assert.Contains(message, Assert.Throws<KerasException>(act).Message, StringComparison.Ordinal);
}
