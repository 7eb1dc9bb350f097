using System.Text.Json;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TokenizerGoldenTests
{
    const string File = "text/tokenizer.json";
    const string More = "text/tokenizer_more.json";

    public static TheoryData<string> Configs => GoldenData.Keys(File, "configs");

    public static TheoryData<string> ConfigsWithMatrices
        => System.IO.File.Exists(GoldenData.PathOf(File))
            ? [.. GoldenData.Json(File).GetProperty("configs").EnumerateObject()
                .Where(config => config.Value.TryGetProperty("matrices_of_first_12", out _)).Select(config => config.Name)]
            : Configs;

    [SkippableTheory, MemberData(nameof(Configs))]
    public void A_fitted_tokenizer_knows_what_Keras_knows(string name)
    {
        var expected = Config(name);

        var tokenizer = Fitted(expected);

        Assert.Equal(expected.GetProperty("word_index").Words(), tokenizer.WordIndex);
        Assert.Equal(expected.GetProperty("word_counts").Words(), tokenizer.WordCounts);
        Assert.Equal(new Dictionary<string, int>(expected.GetProperty("word_docs").Words()), tokenizer.WordDocs.ToDictionary());
        Assert.Equal(expected.GetProperty("index_docs").Ids(), tokenizer.IndexDocs.ToDictionary());
        Assert.Equal(expected.GetProperty("document_count").GetInt32(), tokenizer.DocumentCount);
        Assert.Equal(tokenizer.WordIndex.ToDictionary(pair => pair.Value, pair => pair.Key), tokenizer.IndexWord.ToDictionary());
    }

    [SkippableTheory, MemberData(nameof(Configs))]
    public void Its_json_is_that_of_Keras_byte_for_byte(string name)
    {
        var expected = Config(name);

        var json = Fitted(expected).ToJson();

        Assert.Equal(expected.GetProperty("to_json").GetString(), json);
    }

    [SkippableTheory, MemberData(nameof(Configs))]
    public void Texts_become_the_ids_of_Keras(string name)
    {
        var expected = Config(name);
        var probe = GoldenData.Json(File).GetProperty("probe").Strings();

        var tokenizer = Fitted(expected);
        var loaded = Tokenizer.FromJson(expected.GetProperty("to_json").GetString()!);

        Assert.Equal(expected.GetProperty("probe_sequences").IntRows(), tokenizer.TextsToSequences(probe));
        Assert.Equal(expected.GetProperty("probe_sequences").IntRows(), loaded.TextsToSequences(probe));
        Assert.Equal(expected.GetProperty("to_json").GetString(), loaded.ToJson());
    }

    [SkippableTheory, MemberData(nameof(Configs))]
    public void Ids_become_the_texts_of_Keras(string name)
    {
        var expected = Config(name);
        int[][] sequences = [.. expected.GetProperty("probe_sequences").IntRows(), [0], [99999], [1, 0, 2]];

        var texts = Fitted(expected).SequencesToTexts(sequences);

        Assert.Equal(expected.GetProperty("back").Strings(), texts);
    }

    [SkippableTheory, MemberData(nameof(ConfigsWithMatrices))]
    public void Matrices_hold_the_numbers_of_Keras(string name)
    {
        var expected = Config(name);
        var tokenizer = Fitted(expected);

        foreach (var mode in expected.GetProperty("matrices_of_first_12").EnumerateObject())
        {
            var matrix = tokenizer.TextsToMatrix(TextGoldens.Texts.Take(12), Enum.Parse<MatrixMode>(mode.Name, ignoreCase: true));
            var shape = mode.Value.GetProperty("shape").Ints();
            var numbers = new double[shape[0], shape[1]];
            foreach (var cell in mode.Value.GetProperty("nonzero").EnumerateArray())
                numbers[cell[0].GetInt32(), cell[1].GetInt32()] = cell[2].GetDouble();
            AssertMatrix(numbers, matrix, mode.Name);
        }
    }

    [SkippableFact]
    public void Fitting_twice_continues_the_counts()
    {
        var tokenizer = new Tokenizer(numWords: 10);
        var expected = GoldenData.Json(More).GetProperty("two_calls");

        tokenizer.FitOnTexts(TextGoldens.Texts[..68]);
        tokenizer.FitOnTexts(TextGoldens.Texts[68..]);

        AssertKnows(expected, tokenizer);
        Assert.Equal(expected.GetProperty("probe").IntRows(), tokenizer.TextsToSequences(GoldenData.Json(File).GetProperty("probe").Strings()));
    }

    [SkippableTheory, InlineData("lists", true), InlineData("lists_lower_off", false)]
    public void Lists_of_tokens_are_taken_as_they_are(string name, bool lower)
    {
        var more = GoldenData.Json(More);
        var texts = more.GetProperty("lists").GetProperty("texts").EnumerateArray().Select(TextGoldens.Strings).ToArray();
        var expected = more.GetProperty(name);
        var tokenizer = new Tokenizer(lower: lower);

        tokenizer.FitOnTexts(texts);

        AssertKnows(expected, tokenizer);
        if (expected.TryGetProperty("seq", out var sequences))
        {
            Assert.Equal(sequences.IntRows(), tokenizer.TextsToSequences(texts));
            Assert.Equal(expected.GetProperty("seq_of_str").IntRows(), tokenizer.TextsToSequences(["The cat", "A b"]));
        }
    }

    [SkippableFact]
    public void Texts_may_come_one_by_one()
    {
        var tokenizer = new Tokenizer();

        tokenizer.FitOnTexts(OneByOne());

        AssertKnows(GoldenData.Json(More).GetProperty("generator"), tokenizer);

        static IEnumerable<string> OneByOne()
        {
            yield return "a b";
            yield return "b c";
        }
    }

    [SkippableFact]
    public void Fitting_on_sequences_is_enough_for_matrices()
    {
        var expected = GoldenData.Json(More).GetProperty("fit_on_sequences");
        var tokenizer = new Tokenizer(numWords: expected.GetProperty("num_words").GetInt32());
        int[][] sequences = [[1, 2, 2], [3], [], [5, 9]];

        tokenizer.FitOnSequences(expected.GetProperty("input").IntRows());

        Assert.Equal(expected.GetProperty("document_count").GetInt32(), tokenizer.DocumentCount);
        Assert.Equal(expected.GetProperty("index_docs").Ids(), tokenizer.IndexDocs.ToDictionary());
        Assert.Empty(tokenizer.WordDocs);
        foreach (var mode in expected.GetProperty("matrix").EnumerateObject())
            AssertMatrix(mode.Value.Matrix(), tokenizer.SequencesToMatrix(sequences, Enum.Parse<MatrixMode>(mode.Name, ignoreCase: true)), mode.Name);
        Assert.Equal(expected.GetProperty("freq").Matrix(), tokenizer.SequencesToMatrix([[1, 2, 2], [3, 9]], MatrixMode.Freq));
        Assert.Equal("ok", expected.GetProperty("freq_with_empty").GetString());
        Assert.Equal(4, tokenizer.SequencesToMatrix(sequences, MatrixMode.Freq).GetLength(0));
    }

    // NumPy's vectorised logarithm differs from the correctly rounded one in the last bit, on some machines only (there ln 3 is
    // 1.0986122886681096, not ...98): tf-idf, a product of two, is compared to 1e-15 of each number, everything else exactly.
    static void AssertMatrix(double[,] expected, double[,] actual, string mode)
    {
        Assert.Equal((expected.GetLength(0), expected.GetLength(1)), (actual.GetLength(0), actual.GetLength(1)));
        var tolerance = mode == "tfidf" ? 1e-15 : 0;
        foreach (var (wanted, given) in expected.Cast<double>().Zip(actual.Cast<double>()))
            Assert.InRange(Math.Abs(wanted - given), 0, tolerance * wanted);
    }

    static void AssertKnows(JsonElement expected, Tokenizer tokenizer)
    {
        Assert.Equal(expected.GetProperty("word_index").Words(), tokenizer.WordIndex);
        Assert.Equal(expected.GetProperty("word_counts").Words(), tokenizer.WordCounts);
        Assert.Equal(new Dictionary<string, int>(expected.GetProperty("word_docs").Words()), tokenizer.WordDocs.ToDictionary());
        Assert.Equal(expected.GetProperty("index_docs").Ids(), tokenizer.IndexDocs.ToDictionary());
        Assert.Equal(expected.GetProperty("document_count").GetInt32(), tokenizer.DocumentCount);
        Assert.Equal(expected.GetProperty("to_json").GetString(), tokenizer.ToJson());
    }

    static JsonElement Config(string name)
    {
        Skip.If(name == "absent", "text/tokenizer.json is absent from the golden data.");
        return GoldenData.Json(File).GetProperty("configs").GetProperty(name);
    }

    static Tokenizer Fitted(JsonElement expected)
    {
        var config = expected.GetProperty("config");
        var tokenizer = new Tokenizer(
            numWords: config.TryGetProperty("num_words", out var numWords) ? numWords.GetInt32() : null,
            filters: config.TryGetProperty("filters", out var filters) ? filters.GetString()! : TextPreprocessing.DefaultFilters,
            lower: !config.TryGetProperty("lower", out var lower) || lower.GetBoolean(),
            split: config.TryGetProperty("split", out var split) ? split.GetString()! : TextPreprocessing.DefaultSplit,
            charLevel: config.TryGetProperty("char_level", out var charLevel) && charLevel.GetBoolean(),
            oovToken: config.TryGetProperty("oov_token", out var oovToken) ? oovToken.GetString() : null);
        tokenizer.FitOnTexts(TextGoldens.Texts);
        return tokenizer;
    }
}
