using System.Text;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TokenizerJsonTests
{
    [Fact]
    public void Json_is_written_as_Python_writes_it()
    {
        // In Keras: t = Tokenizer(num_words=5, oov_token="?"); t.fit_on_texts(["é"]); t.to_json()
        var tokenizer = new Tokenizer(numWords: 5, oovToken: "?", filters: "\"\\\t\u007f/");
        tokenizer.FitOnTexts(["é"]);

        Assert.Equal(
            @"{""class_name"": ""Tokenizer"", ""config"": {""num_words"": 5, ""filters"": ""\""\\\t\u007f/"", ""lower"": true, ""split"": "" "", ""char_level"": false, " +
            @"""oov_token"": ""?"", ""document_count"": 1, ""word_counts"": ""{\""\\u00e9\"": 1}"", ""word_docs"": ""{\""\\u00e9\"": 1}"", " +
            @"""index_docs"": ""{\""2\"": 1}"", ""index_word"": ""{\""1\"": \""?\"", \""2\"": \""\\u00e9\""}"", ""word_index"": ""{\""?\"": 1, \""\\u00e9\"": 2}""}}",
            tokenizer.ToJson());
    }

    [Fact]
    public void Random_tokenizers_come_back_as_they_were()
    {
        var random = new Random(5);
        for (var round = 0; round < 200; round++)
        {
            var tokenizer = new Tokenizer(
                numWords: random.Next(2) == 0 ? null : random.Next(20),
                filters: RandomText(random),
                lower: random.Next(2) == 0,
                split: RandomText(random) + "|",
                charLevel: random.Next(4) == 0,
                oovToken: random.Next(2) == 0 ? null : RandomText(random));
            tokenizer.FitOnTexts(Enumerable.Range(0, 10).Select(_ => RandomText(random)));

            var loaded = Tokenizer.FromJson(tokenizer.ToJson());

            var probe = RandomText(random);
            Assert.Equal(tokenizer.ToJson(), loaded.ToJson());
            Assert.Equal(tokenizer.TextToSequence(probe), loaded.TextToSequence(probe));
        }
    }

    [Fact]
    public void Broken_files_are_refused_and_nothing_worse()
    {
        var random = new Random(6);
        var tokenizer = new Tokenizer(oovToken: "?");
        tokenizer.FitOnTexts(["a \"b\" \\ é 😀", "a b"]);
        var sound = tokenizer.ToJson();
        var numRead = 0;

        for (var round = 0; round < 5000; round++)
        {
            var json = new StringBuilder(sound);
            for (var change = random.Next(1, 4); change > 0; change--)
                Mutate(json, random);

            try
            {
                Tokenizer.FromJson(json.ToString()).TextToSequence("a b");
                numRead++;
            }
            catch (KerasException)
            {
            }
        }

        Assert.InRange(numRead, 1, 4999);
    }

    [Fact]
    public void Deep_nesting_is_refused()
    {
        var deep = new string('[', 1_000_000);

        Assert.Throws<KerasException>(() => Tokenizer.FromJson(deep));
        Assert.Throws<KerasException>(() => Tokenizer.FromJson($$"""{"config": {}, "more": {{deep}}"""));
        Assert.Throws<KerasException>(() => Tokenizer.FromJson(With("word_index", deep)));
    }

    [Theory]
    [InlineData("{", "The tokenizer is no JSON: the fault is in line 1, byte 2. Values may be nested 64 deep. Give what to_json wrote, unchanged.")]
    [InlineData("[]", "The tokenizer's JSON is an array; it should be an object with a config.")]
    [InlineData("{}", "The tokenizer's JSON has nothing as its config; it should be an object. Give what to_json wrote, unchanged.")]
    [InlineData(
        """{"config": {}}""", "The tokenizer's config lacks word_counts. It needs word_counts, word_docs, index_docs, index_word, word_index.")]
    [InlineData(
        """{"config": {"extra": 1}}""",
        "The tokenizer's config has the unknown key 'extra'. Known are num_words, nb_words, filters, lower, split, char_level, oov_token, analyzer, " +
        "document_count, word_counts, word_docs, index_docs, index_word, word_index.")]
    public void A_wrong_file_is_answered_with_what_is_expected(string json, string message)
        => Assert.Equal(message, Assert.Throws<KerasException>(() => Tokenizer.FromJson(json)).Message);

    [Theory]
    [InlineData("num_words", "7", "The tokenizer's num_words came as a text; expected whole numbers from 0 to 2147483647. Give what to_json wrote, unchanged.")]
    [InlineData("word_index", "[]", "The tokenizer's word_index came as a text that holds an array; expected a text that holds an object. Give what to_json wrote, unchanged.")]
    [InlineData("word_index", """{"a": -1}""", "The tokenizer's word_index came as a number out of range; expected whole numbers from 0 to 2147483647. Give what to_json wrote, unchanged.")]
    [InlineData("word_counts", """{"a": 1.5}""", "The tokenizer's word_counts came as a number out of range; expected whole numbers from 0 to 2147483647. Give what to_json wrote, unchanged.")]
    [InlineData("index_word", """{"1": 2}""", "The tokenizer's index_word came as a number; expected texts. Give what to_json wrote, unchanged.")]
    [InlineData("index_word", """{"a": "b"}""", "The tokenizer's index_word has a key that is not a whole number (entry 1); its keys are ids such as \"1\".")]
    [InlineData("word_docs", "{", "The tokenizer's word_docs is no JSON: the fault is in line 1, byte 2. Values may be nested 64 deep. Give what to_json wrote, unchanged.")]
    [InlineData("filters", null, "The tokenizer's filters came as null; expected a text, which may be empty. Give what to_json wrote, unchanged.")]
    [InlineData("split", null, "The tokenizer's split came as null; expected a text such as \" \". Give what to_json wrote, unchanged.")]
    [InlineData("word_index", null, "The tokenizer's word_index came as null; expected a text that holds JSON. Give what to_json wrote, unchanged.")]
    [InlineData("analyzer", "len", "The tokenizer's config names an analyzer. That is code, which is not loaded from files; set it to null.")]
    public void A_wrong_value_is_answered_with_what_is_expected(string key, string? value, string message)
        => Assert.Equal(message, Assert.Throws<KerasException>(() => Tokenizer.FromJson(With(key, value))).Message);

    [Fact]
    public void Words_without_counts_keep_a_tokenizer_from_being_fitted_further()
    {
        var tokenizer = Tokenizer.FromJson(With("word_docs", """{"b": 1}"""));

        Assert.Equal(
            "The tokenizer's word_docs hold a word that its word_counts do not, so it cannot be fitted further. Fit a new one.",
            Assert.Throws<KerasException>(() => tokenizer.FitOnTexts(new[] { "c" })).Message);
    }

    static string With(string key, string? value)
    {
        var tokenizer = new Tokenizer();
        tokenizer.FitOnTexts(["a"]);
        var json = JsonNode.Parse(tokenizer.ToJson())!;
        json["config"]![key] = value;
        return json.ToJsonString();
    }

    static void Mutate(StringBuilder json, Random random)
    {
        const string Pieces = "\"\\{}[]:,0129-.eEtrufalsn \u00e9\ud83d\ud800";
        var place = random.Next(json.Length);
        switch (random.Next(4))
        {
            case 0: json[place] = Pieces[random.Next(Pieces.Length)]; break;
            case 1: json.Insert(place, Pieces[random.Next(Pieces.Length)]); break;
            case 2: json.Remove(place, Math.Min(random.Next(1, 20), json.Length - place)); break;
            default: json.Insert(place, json.ToString(place, Math.Min(random.Next(1, 40), json.Length - place))); break;
        }
    }

    // Letters, separators, escapes, an emoji's two halves in any order, and letters whose lower case is special.
    static string RandomText(Random random)
        => string.Create(random.Next(12), random, (text, draws) => draws.GetItems("aAbB  ,.\"\\/\n\t\0\u007fÉΣσİ\ud83d\ude00\ud801", text));
}
