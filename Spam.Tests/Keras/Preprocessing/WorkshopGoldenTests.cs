using System.Text;
using System.Text.Json;
using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

/// <summary>The whole data set of the workshop, which is not ours to hand on: <c>SPAM_WORKSHOP_CSV</c> names a copy.</summary>
public class WorkshopGoldenTests
{
    static JsonElement Expected => GoldenData.Json("text/workshop.json");

    [SkippableFact]
    public void The_data_set_is_the_one_that_the_numbers_are_of()
    {
        var bytes = File.ReadAllBytes(Csv());
        var rows = Rows();

        Assert.Equal(Expected.GetProperty("csv_sha256").GetString(), TextGoldens.Sha256(bytes));
        Assert.Equal(Expected.GetProperty("rows").GetInt32(), rows.Length);
        Assert.Equal(
            Expected.GetProperty("sha256_of_texts_joined_by_nul").GetString(),
            TextGoldens.Sha256(Encoding.UTF8.GetBytes(string.Join('\0', rows.Select(row => row.Text)))));
        Assert.Equal(Expected.GetProperty("first_labels").Strings(), rows.Take(20).Select(row => row.Label));
        foreach (var label in Expected.GetProperty("label_counts").EnumerateObject())
            Assert.Equal(label.Value.GetInt32(), rows.Count(row => row.Label == label.Name));
    }

    [SkippableTheory, InlineData("workshop", true), InlineData("lower_off", false)]
    public void Its_words_ids_and_rows_are_those_of_Keras(string name, bool lower)
    {
        string[] texts = [.. Rows().Select(row => row.Text)];
        var expected = Expected.GetProperty(name);
        var tokenizer = new Tokenizer(numWords: 280, lower: lower);

        tokenizer.FitOnTexts(texts);
        var sequences = tokenizer.TextsToSequences(texts);

        AssertWords(expected, tokenizer);
        Assert.Equal(expected.GetProperty("first_rows_ids").IntRows(), sequences.Take(5));
        Assert.Equal(expected.GetProperty("sequence_total").GetInt32(), sequences.Sum(sequence => sequence.Length));
        Assert.Equal(expected.GetProperty("sequence_longest").GetInt32(), sequences.Max(sequence => sequence.Length));
        Assert.Equal(expected.GetProperty("empty_sequences").GetInt32(), sequences.Count(sequence => sequence.Length == 0));
        Assert.Equal(expected.GetProperty("longer_than_300").GetInt32(), sequences.Count(sequence => sequence.Length > 300));
        Assert.Equal(expected.GetProperty("ids_at_280_or_more").GetInt32(), sequences.Sum(sequence => sequence.Count(id => id >= 280)));
        Assert.Equal(expected.GetProperty("sha256_lengths_int32").GetString(), TextGoldens.Sha256([.. sequences.Select(sequence => sequence.Length)]));
        AssertPadded(expected, sequences);
    }

    [SkippableTheory, InlineData("split_plain", false), InlineData("split_stratified", true)]
    public void Its_rows_are_parted_as_in_scikit_learn(string name, bool isStratified)
    {
        var expected = Expected.GetProperty(name);
        var labels = expected.GetProperty("label_order").Strings();
        int[] numbers = [.. Rows().Select(row => Array.IndexOf(labels, row.Label))];

        var parts = ModelSelection.TrainTestSplit(
            numbers.Length,
            expected.GetProperty("test_size").GetDouble(),
            seed: expected.GetProperty("random_state").GetInt64(),
            stratify: isStratified ? numbers : null);

        Assert.Equal(expected.GetProperty("train").GetInt32(), parts.Train.Length);
        Assert.Equal(expected.GetProperty("test").GetInt32(), parts.Test.Length);
        Assert.Equal(expected.GetProperty("sha256_train_int32").GetString(), TextGoldens.Sha256(parts.Train));
        Assert.Equal(expected.GetProperty("sha256_test_int32").GetString(), TextGoldens.Sha256(parts.Test));
        Assert.Equal(expected.GetProperty("first_train").Ints(), parts.Train.Take(10));
        Assert.Equal(expected.GetProperty("first_test").Ints(), parts.Test.Take(10));
        Assert.Equal(expected.GetProperty("train_positive").GetInt32(), parts.Train.Sum(row => numbers[row]));
        Assert.Equal(expected.GetProperty("test_positive").GetInt32(), parts.Test.Sum(row => numbers[row]));
        Assert.Equal(Npz.ReadNpy(File.ReadAllBytes(GoldenData.Require($"text/{name}_train.npy"))).Ints, parts.Train);
        Assert.Equal(Npz.ReadNpy(File.ReadAllBytes(GoldenData.Require($"text/{name}_test.npy"))).Ints, parts.Test);
    }

    static void AssertWords(JsonElement expected, Tokenizer tokenizer)
    {
        var json = tokenizer.ToJson();
        var words = tokenizer.WordIndex.Keys.ToArray();
        Assert.Equal(expected.GetProperty("word_index_size").GetInt32(), words.Length);
        Assert.Equal(expected.GetProperty("document_count").GetInt32(), tokenizer.DocumentCount);
        Assert.Equal(expected.GetProperty("first_50").Strings(), words.Take(50));
        Assert.Equal(expected.GetProperty("first_50_counts").Ints(), words.Take(50).Select(word => tokenizer.WordCounts[word]));
        Assert.Equal(
            expected.GetProperty("sha256_of_all_words_joined_by_newline").GetString(),
            TextGoldens.Sha256(Encoding.UTF8.GetBytes(string.Join('\n', words))));
        Assert.Equal(
            expected.GetProperty("sha256_of_counts_int32_in_index_order").GetString(), TextGoldens.Sha256([.. words.Select(word => tokenizer.WordCounts[word])]));
        Assert.Equal(
            expected.GetProperty("sha256_of_docs_int32_in_index_order").GetString(),
            TextGoldens.Sha256([.. words.Select(word => tokenizer.WordDocs[word])]));
        Assert.Equal(expected.GetProperty("to_json_length").GetInt32(), json.Length);
        Assert.Equal(
            expected.GetProperty("sha256_of_to_json_with_word_docs_and_index_docs_in_word_counts_order").GetString(),
            TextGoldens.Sha256(Encoding.UTF8.GetBytes(json)));
        Assert.Equal(json, Tokenizer.FromJson(json).ToJson());
    }

    static void AssertPadded(JsonElement expected, int[][] sequences)
    {
        var padded = Sequences.PadSequences(sequences, 300);
        Assert.Equal(expected.GetProperty("padded_shape").Ints(), padded.Shape.Sizes.ToArray());
        Assert.Equal(expected.GetProperty("padded_sum").GetInt64(), Ints(padded).Sum(id => (long)id));
        Assert.Equal(expected.GetProperty("padded_nonzero").GetInt32(), Ints(padded).Count(id => id != 0));
        Assert.Equal(expected.GetProperty("sha256_padded_int32").GetString(), TextGoldens.Sha256(Ints(padded)));
        Assert.Equal(
            expected.GetProperty("sha256_padded_post").GetString(), TextGoldens.Sha256(Ints(Sequences.PadSequences(sequences, 300, Side.Post, Side.Post))));
    }

    static int[] Ints(Tensor tensor) => Array.ConvertAll(tensor.Span.ToArray(), number => (int)number);

    static string Csv()
    {
        var path = Environment.GetEnvironmentVariable("SPAM_WORKSHOP_CSV");
        Skip.If(string.IsNullOrEmpty(path), "SPAM_WORKSHOP_CSV does not name the workshop's data set, which is not shipped.");
        return path!; // Skip has thrown where it is null
    }

    // Quoted fields with doubled quotes and line ends inside; rows end with LF.
    static (string Label, string Text)[] Rows()
    {
        var csv = File.ReadAllText(Csv(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            if (csv[i] == '"' && isQuoted && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[i++]);
            }
            else if (csv[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && csv[i] is (',' or '\n'))
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (csv[i] == '\n')
                    rows.Add([]);
            }
            else
            {
                field.Append(csv[i]);
            }
        }

        return [.. rows.Where(row => row.Count > 0).Skip(1).Select(row => (row[0], row[1]))];
    }
}
