using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TokenizerTests
{
    [Fact]
    public void Frequent_words_come_first_and_ties_keep_their_order()
    {
        var tokenizer = Fitted(["the cat", "The dog, the cat"]);

        Assert.Equal(["the", "cat", "dog"], tokenizer.WordIndex.Keys);
        Assert.Equal([1, 2, 3], tokenizer.WordIndex.Values);
        Assert.Equal("cat", tokenizer.IndexWord[2]);
        Assert.Equal(3, tokenizer.WordCounts["the"]);
        Assert.Equal(2, tokenizer.WordDocs["the"]);
        Assert.Equal(2, tokenizer.IndexDocs[1]);
        Assert.Equal(2, tokenizer.DocumentCount);
    }

    [Fact]
    public void Words_beyond_numWords_are_dropped()
    {
        var tokenizer = new Tokenizer(numWords: 2);
        tokenizer.FitOnTexts(["a a b"]);

        Assert.Equal([1, 1], tokenizer.TextToSequence("a b c A"));
    }

    [Fact]
    public void Words_not_known_become_the_oov_token()
    {
        var tokenizer = new Tokenizer(numWords: 3, oovToken: "?");
        tokenizer.FitOnTexts(["a a b"]);

        Assert.Equal([2, 1, 1], tokenizer.TextToSequence("a b c"));
        Assert.Equal(["a ? ?"], tokenizer.SequencesToTexts([[2, 3, 99]]));
    }

    [Fact]
    public void Characters_are_code_points()
    {
        var tokenizer = new Tokenizer(charLevel: true);
        tokenizer.FitOnTexts(["😀😀A"]);

        Assert.Equal(["😀", "a"], tokenizer.WordIndex.Keys);
        Assert.Equal([1, 2, 1], tokenizer.TextToSequence("😀a😀"));
    }

    [Fact]
    public void An_analyzer_takes_the_place_of_lowering_and_splitting()
    {
        var tokenizer = new Tokenizer(analyzer: text => text.Split('-'));
        tokenizer.FitOnTexts(["A b-C", "C"]);

        Assert.Equal(["C", "A b"], tokenizer.WordIndex.Keys);
        Assert.Equal([2, 1], tokenizer.TextToSequence("A b-C-c"));
        Assert.Equal(
            "A tokenizer with an analyzer cannot be written as JSON: the analyzer is code. Split the texts before, and fit on lists of tokens.",
            Assert.Throws<KerasException>(tokenizer.ToJson).Message);
    }

    [Fact]
    public void Lists_of_tokens_are_lowered_but_not_split()
    {
        var tokenizer = new Tokenizer();
        string[][] texts = [["A b", "c"], ["C"]];

        tokenizer.FitOnTexts(texts);

        Assert.Equal([[2, 1], [1]], tokenizer.TextsToSequences(texts));
        Assert.Equal(1, tokenizer.TextsToMatrix(texts)[0, 2]);
    }

    [Fact]
    public void Matrices_count_words()
    {
        var tokenizer = Fitted(["a a b", "a"]);

        Assert.Equal(new double[,] { { 0, 2, 1 } }, tokenizer.TextsToMatrix(["a b a"], MatrixMode.Count));
        Assert.Equal(new double[,] { { 0, 1, 1 } }, tokenizer.TextsToMatrix(["a b a"]));
        Assert.Equal(new[,] { { 0, 0.75, 0.25 } }, tokenizer.TextsToMatrix(["a b a a"], MatrixMode.Freq));
        Assert.Equal((1 + Math.Log(2)) * Math.Log(1 + (2 / 3.0)), tokenizer.TextsToMatrix(["a a"], MatrixMode.Tfidf)[0, 1]);
    }

    [Fact]
    public void Lone_surrogates_are_words_like_others()
    {
        var tokenizer = Fitted(["\ud83d a\udc00b \ud83d"]);
        var loaded = Tokenizer.FromJson(tokenizer.ToJson());

        Assert.Equal(["\ud83d", "a\udc00b"], tokenizer.WordIndex.Keys);
        Assert.Equal([2, 1], tokenizer.TextToSequence("A\udc00B \ud83d"));
        Assert.Equal(tokenizer.WordIndex, loaded.WordIndex);
    }

    [Fact]
    public void Threads_may_share_a_fitted_tokenizer()
    {
        var tokenizer = Fitted(["one two three", "ONE TWO", "É ΟΔΟΣ"]);

        Parallel.For(0, 200, _ => Assert.Equal([1, 2, 3, 4, 5], tokenizer.TextToSequence("One TWO three é οδος")));
    }

    [Fact]
    public void A_loaded_tokenizer_can_be_fitted_further()
    {
        var tokenizer = Tokenizer.FromJson(Fitted(["a b b"]).ToJson());

        tokenizer.FitOnTexts(["c c c"]);

        Assert.Equal(["c", "b", "a"], tokenizer.WordIndex.Keys);
        Assert.Equal(Fitted(["a b b", "c c c"]).ToJson(), tokenizer.ToJson());
    }

    [Fact]
    public void Wrong_use_is_answered_with_the_fix()
    {
        var tokenizer = new Tokenizer();
        var withOov = new Tokenizer(oovToken: "?");

        AssertRefused("A tokenizer got numWords -1; give 1 or more, or null to keep all words.", () => new Tokenizer(numWords: -1));
        AssertRefused(
            "Text number 2 is null. Leave such rows out, or put an empty text in their place.", () => Fitted(["a", null!]));
        AssertRefused(
            "Text number 1 is null. Leave such rows out, or put an empty text in their place.",
            () => tokenizer.SequencesToTexts([null!]));
        AssertRefused(
            "A list of tokens holds null. Leave such tokens out, or put an empty text in their place.",
            () => tokenizer.TextsToSequences(new string[][] { [null!] }));
        AssertRefused(
            "The tokenizer has an OOV token, but no id for it yet. Call FitOnTexts before turning texts into sequences.",
            () => withOov.TextToSequence("a"));
        AssertRefused(
            "The tokenizer has an OOV token, but no id for it yet. Call FitOnTexts before turning texts into sequences.",
            () => withOov.SequencesToTexts([[1]]));
        AssertRefused(
            "The split text is empty, so a text cannot be split into words. Give a split such as \" \", or use charLevel: true.",
            () => new Tokenizer(split: "").TextToSequence("a"));
    }

    [Theory]
    [InlineData(false, "Free, CALL x", new[] { "free", "call", "x" })]
    [InlineData(false, "Free, FREE!!  prize… now", new[] { "free", "free", "prize…", "now" })]
    [InlineData(false, "  ", new string[0])]
    [InlineData(false, "", new string[0])]
    [InlineData(true, "aB", new[] { "a", "b" })]
    [InlineData(true, "b😀x", new[] { "b", "😀", "x" })]
    public void The_words_of_a_text_are_those_that_are_looked_up_known_or_not(bool charLevel, string text, string[] words)
        => Assert.Equal(words, new Tokenizer(charLevel: charLevel).TextToWords(text));

    [Fact]
    public void Wrong_matrices_are_answered_with_the_fix()
    {
        AssertRefused(
            "The matrix has no width yet. Build the tokenizer with numWords, or fit it on texts first.",
            () => new Tokenizer().SequencesToMatrix([[1]]));
        AssertRefused(
            "Tf-idf needs to know how many texts hold each word. Fit the tokenizer on texts or on sequences first.",
            () => new Tokenizer(numWords: 3).SequencesToMatrix([[1]], MatrixMode.Tfidf));
        AssertRefused(
            "The matrix mode 9 is unknown; give Binary, Count, Freq, Tfidf.", () => new Tokenizer(numWords: 3).SequencesToMatrix([[1]], (MatrixMode)9));
        AssertRefused(
            "Sequence number 1 holds the id -1; ids are 0 and above.", () => new Tokenizer(numWords: 3).SequencesToMatrix([[-1]]));
        AssertRefused(
            "Sequence number 1 is null. Give an empty one in its place.", () => new Tokenizer(numWords: 3).SequencesToMatrix([null!]));
        AssertRefused(
            "A matrix of 2 x 2147483647 is too large for one array. Give fewer sequences, or a smaller numWords.",
            () => new Tokenizer(numWords: int.MaxValue).SequencesToMatrix([[], []]));
    }

    static void AssertRefused(string message, Func<object> action) => Assert.Equal(message, Assert.Throws<KerasException>(action).Message);

    static Tokenizer Fitted(string[] texts)
    {
        var tokenizer = new Tokenizer();
        tokenizer.FitOnTexts(texts);
        return tokenizer;
    }
}
