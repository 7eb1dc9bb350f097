using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Preprocessing;

namespace Spam.Tests.Keras.Preprocessing;

public class TokenizerJsonGoldenTests
{
    const string More = "text/tokenizer_more.json";

    public static TheoryData<string> Cases => GoldenData.Keys(More, "from_json");

    [SkippableTheory, MemberData(nameof(Cases))]
    public void Files_are_read_or_refused_as_in_Keras(string name)
    {
        Skip.If(name == "absent", $"{More} is absent from the golden data.");
        var expected = GoldenData.Json(More).GetProperty("from_json").GetProperty(name);
        var json = expected.GetProperty("json").GetString() ?? Changed(name);

        if (expected.TryGetProperty("error", out _))
        {
            Assert.Throws<KerasException>(() => Tokenizer.FromJson(json));
        }
        else if (expected.TryGetProperty("use_error", out _)) // Keras reads without looking; here the fault may be found sooner
        {
            Assert.Throws<KerasException>(() => Tokenizer.FromJson(json).TextsToSequences(["the cat 3"]));
        }
        else
        {
            var tokenizer = Tokenizer.FromJson(json);
            var numWords = expected.GetProperty("num_words");
            var sequences = expected.GetProperty("sequences").EnumerateArray().Select(row => row.Doubles().Select(id => (int)id).ToArray());
            Assert.Equal(numWords.ValueKind == JsonValueKind.Null ? null : numWords.GetInt32(), tokenizer.NumWords);
            Assert.Equal(sequences, tokenizer.TextsToSequences(["the cat 3"]));
        }
    }

    // The file whose fault the case is named for.
    static string Changed(string name)
    {
        var json = GoldenData.Json(More).GetProperty("from_json_base").Editable();
        var config = json["config"]!.AsObject();
        if (name.StartsWith("without ", StringComparison.Ordinal))
            Assert.True(config.Remove(name["without ".Length..]));
        else
            Change(name, json, config);
        return json.ToJsonString();
    }

    static void Change(string name, JsonObject json, JsonObject config)
    {
        switch (name)
        {
            case "no class_name": json.Remove("class_name"); break;
            case "class_name other": json["class_name"] = "Other"; break;
            case "extra top key": json["extra"] = 1; break;
            case "extra config key": config["extra"] = 1; break;
            case "word_index as object": config["word_index"] = new JsonObject { ["the"] = 1 }; break;
            case "word_counts bad json": config["word_counts"] = "{"; break;
            case "num_words text": config["num_words"] = "7"; break;
            case "index_word key not a number": config["index_word"] = """{"a": "the"}"""; break;
            case "index_docs key not a number": config["index_docs"] = """{"a": 1}"""; break;
            case "document_count text": config["document_count"] = "many"; break;
            case "word_index list": config["word_index"] = """["the"]"""; break;
            case "lower null": config["lower"] = null; break;
            case "split empty": config["split"] = ""; break;
            case "index as float": config["word_index"] = """{"the": 1.0}"""; break;
            default: throw new InvalidOperationException($"The golden data has a case that this test does not know: {name}");
        }
    }
}
