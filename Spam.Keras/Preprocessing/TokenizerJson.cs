using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Spam.Keras.Preprocessing;

/// <summary>The JSON of a tokenizer: <c>to_json</c> and <c>tokenizer_from_json</c>.</summary>
/// <remarks>Keras keeps the vocabulary as five texts that hold JSON themselves. Source: Keras 2.15, keras/preprocessing/text.py.</remarks>
static class TokenizerJson
{
    static readonly string[] _settings =
        ["num_words", "nb_words", "filters", "lower", "split", "char_level", "oov_token", "analyzer", "document_count"];

    static readonly string[] _vocabulary = ["word_counts", "word_docs", "index_docs", "index_word", "word_index"];

    public static string Write(Tokenizer tokenizer)
    {
        var json = new StringBuilder("{\"class_name\": \"Tokenizer\", \"config\": {\"num_words\": ");
        json.Append(tokenizer.NumWords is { } numWords ? Digits(numWords) : "null");
        json.Append(", \"filters\": ").AppendJson(tokenizer.Filters);
        json.Append(", \"lower\": ").Append(tokenizer.Lower ? "true" : "false");
        json.Append(", \"split\": ").AppendJson(tokenizer.Split);
        json.Append(", \"char_level\": ").Append(tokenizer.CharLevel ? "true" : "false");
        json.Append(", \"oov_token\": ");
        if (tokenizer.OovToken is null)
            json.Append("null");
        else
            json.AppendJson(tokenizer.OovToken);
        json.Append(", \"document_count\": ").Append(Digits(tokenizer.DocumentCount));
        json.Append(", \"word_counts\": ").AppendJson(ObjectOf(tokenizer.WordCounts, word => word, AppendNumber));
        json.Append(", \"word_docs\": ").AppendJson(ObjectOf(tokenizer.WordDocs, word => word, AppendNumber));
        json.Append(", \"index_docs\": ").AppendJson(ObjectOf(tokenizer.IndexDocs, Digits, AppendNumber));
        json.Append(", \"index_word\": ").AppendJson(ObjectOf(tokenizer.IndexWord, Digits, (inner, word) => inner.AppendJson(word)));
        json.Append(", \"word_index\": ").AppendJson(ObjectOf(tokenizer.WordIndex, word => word, AppendNumber));
        return json.Append("}}").ToString();
    }

    public static Tokenizer Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);

        var config = ConfigOf(PythonJson.Parse(json, "The tokenizer"));
        if (config.Keys.Except(_settings).Except(_vocabulary).FirstOrDefault() is { } unknown)
        {
            throw new KerasException(
                $"The tokenizer's config has the unknown key '{(unknown.Length > 40 ? $"{unknown[..40]}..." : unknown)}'. " +
                $"Known are {string.Join(", ", _settings)}, {string.Join(", ", _vocabulary)}.");
        }

        if (config.TryGetValue("analyzer", out var analyzer) && analyzer.ValueKind != JsonValueKind.Null)
        {
            throw new KerasException(
                "The tokenizer's config names an analyzer. " +
                "That is code, which is not loaded from files; set it to null.");
        }

        var oovToken = OptionalText(config, "oov_token", null);
        var vocabulary = new Vocabulary(oovToken)
        {
            WordCounts = Words(config, "word_counts"),
            WordDocs = Words(config, "word_docs"),
            IndexDocs = Ids(config, "index_docs", Number),
            IndexWord = Ids(config, "index_word", Text),
            WordIndex = Words(config, "word_index"),
            DocumentCount = DocumentCountOf(config),
        };
        return new(
            OptionalNumber(config, config.ContainsKey("nb_words") ? "nb_words" : "num_words"), // the old name counts where both stand
            OptionalText(config, "filters", TextPreprocessing.DefaultFilters)
                ?? throw Wrong("filters", "null", "a text, which may be empty"),
            OptionalTruth(config, "lower", otherwise: true),
            OptionalText(config, "split", TextPreprocessing.DefaultSplit) ?? throw Wrong("split", "null", "a text such as \" \""),
            OptionalTruth(config, "char_level", otherwise: false),
            oovToken,
            analyzer: null,
            vocabulary.FindOov());
    }

    static Dictionary<string, JsonElement> ConfigOf(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw new KerasException($"The tokenizer's JSON is {Kind(root)}; it should be an object with a config.");

        var config = PythonJson.MembersOf(root).LastOrDefault(member => member.Key == "config").Value;
        if (config.ValueKind != JsonValueKind.Object)
        {
            throw new KerasException(
                $"The tokenizer's JSON has {Kind(config)} as its config; it should be an object. " +
                "Give what to_json wrote, unchanged.");
        }

        var members = new Dictionary<string, JsonElement>();
        foreach (var (key, value) in PythonJson.MembersOf(config))
            members[key] = value;
        return members;
    }

    static WordMap Words(Dictionary<string, JsonElement> config, string key)
    {
        var words = new WordMap();
        foreach (var (word, number) in Inner(config, key))
            words[word] = Number(key, number);
        return words;
    }

    static OrderedDictionary<int, T> Ids<T>(Dictionary<string, JsonElement> config, string key, Func<string, JsonElement, T> read)
    {
        var values = new OrderedDictionary<int, T>();
        foreach (var (digits, value) in Inner(config, key))
        {
            if (!int.TryParse(digits, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id))
            {
                throw new KerasException(
                    $"The tokenizer's {key} has a key that is not a whole number (entry {values.Count + 1}); " +
                    "its keys are ids such as \"1\".");
            }

            values[id] = read(key, value);
        }

        return values;
    }

    // One of the five texts that hold JSON.
    static IEnumerable<KeyValuePair<string, JsonElement>> Inner(Dictionary<string, JsonElement> config, string key)
    {
        if (!config.TryGetValue(key, out var text))
            throw new KerasException($"The tokenizer's config lacks {key}. It needs {string.Join(", ", _vocabulary)}.");
        if (text.ValueKind != JsonValueKind.String)
            throw Wrong(key, Kind(text), "a text that holds JSON");

        var inner = PythonJson.Parse(PythonJson.TextOf(text), $"The tokenizer's {key}");
        return inner.ValueKind == JsonValueKind.Object
            ? PythonJson.MembersOf(inner)
            : throw Wrong(key, $"a text that holds {Kind(inner)}", "a text that holds an object");
    }

    // A count that is no number is of no use, but does not hinder the rest: as in Keras, only tf-idf then asks for a fit.
    static int DocumentCountOf(Dictionary<string, JsonElement> config)
        => config.TryGetValue("document_count", out var count) && count.ValueKind == JsonValueKind.Number
            ? Number("document_count", count)
            : 0;

    static int? OptionalNumber(Dictionary<string, JsonElement> config, string key)
        => config.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null ? Number(key, value) : null;

    static string? OptionalText(Dictionary<string, JsonElement> config, string key, string? otherwise)
        => !config.TryGetValue(key, out var value) ? otherwise : value.ValueKind == JsonValueKind.Null ? null : Text(key, value);

    // What Python's "if" makes of any value: nothing, zero and empty are false.
    static bool OptionalTruth(Dictionary<string, JsonElement> config, string key, bool otherwise)
        => !config.TryGetValue(key, out var value) ? otherwise : value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.Number => !value.TryGetDouble(out var number) || number != 0,
            JsonValueKind.String => PythonJson.TextOf(value).Length > 0,
            JsonValueKind.Array => value.GetArrayLength() > 0,
            JsonValueKind.Object => value.EnumerateObject().Any(),
            _ => false,
        };

    // Ids and counts; 2.0 is as good as 2, since Python takes either.
    static int Number(string key, JsonElement value)
    {
        var isNumber = value.ValueKind == JsonValueKind.Number;
        return isNumber && value.TryGetDouble(out var number) && number is >= 0 and <= int.MaxValue && number == Math.Floor(number)
            ? (int)number
            : throw Wrong(key, isNumber ? "a number out of range" : Kind(value), $"whole numbers from 0 to {int.MaxValue}");
    }

    static string Text(string key, JsonElement value)
        => value.ValueKind == JsonValueKind.String ? PythonJson.TextOf(value) : throw Wrong(key, Kind(value), "texts");

    static KerasException Wrong(string key, string came, string expected)
        => new($"The tokenizer's {key} came as {came}; expected {expected}. Give what to_json wrote, unchanged.");

    static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Undefined => "nothing",
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => "true or false",
    };

    static string ObjectOf<TKey, TValue>(
        IReadOnlyDictionary<TKey, TValue> members, Func<TKey, string> name, Action<StringBuilder, TValue> append)
    {
        var json = new StringBuilder("{");
        foreach (var (key, value) in members)
        {
            json.Append(json.Length > 1 ? ", " : "").AppendJson(name(key)).Append(": ");
            append(json, value);
        }

        return json.Append('}').ToString();
    }

    static void AppendNumber(StringBuilder json, int number) => json.Append(Digits(number));

    static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
