using System.Text.Json;
using System.Text.Json.Nodes;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving.Configs;

namespace Spam.Keras.Saving;

/// <summary>TextVectorization as JSON: its options with its vocabulary, as Keras's <c>serialize</c> gives a layer and <c>deserialize</c> takes it.</summary>
/// <remarks>
/// Keras writes a vocabulary that was learned to a file beside the config; here it stands in the config, where Keras takes one that was given.
/// A config without a vocabulary, which Keras writes of a layer that was adapted, gives a layer to adapt.
/// </remarks>
public static class TextVectorizationJson
{
    const string ClassName = nameof(TextVectorization), Source = "the JSON";
    const int MaxLength = 64 << 20, MaxRuns = 16;

    static readonly Dictionary<TextStandardize, string> _standards = new()
    {
        [TextStandardize.LowerAndStripPunctuation] = "lower_and_strip_punctuation",
        [TextStandardize.Lower] = "lower",
        [TextStandardize.StripPunctuation] = "strip_punctuation",
    };

    static readonly Dictionary<TextSplit, string> _splits = new() { [TextSplit.Whitespace] = "whitespace", [TextSplit.Character] = "character" };

    static readonly Dictionary<TextOutput, string> _outputs = new()
    {
        [TextOutput.Int] = "int",
        [TextOutput.MultiHot] = "multi_hot",
        [TextOutput.Count] = "count",
        [TextOutput.TfIdf] = "tf_idf",
    };

    /// <summary>The options and the vocabulary, for one Keras or the other.</summary>
    public static string ToJson(this TextVectorization layer, Dialect dialect = Dialect.Keras2)
    {
        var form = dialect == Dialect.Keras3 ? ConfigForm.Keras3 : ConfigForm.Keras2;
        var (numReserved, hasVocabulary) = (layer.Reserved.Length, layer.Vocabulary.Count > 0);
        var config = new ConfigWriter($"{ClassName} '{layer.Name}'", form);
        config.Add("name", layer.Name);
        config.Add("trainable", (JsonNode)true);
        if (form == ConfigForm.Keras3)
            DataTypeConfig.Write(config);
        else
            config.Add("dtype", "string");
        config.Add("max_tokens", (JsonNode?)layer.MaxTokens);
        config.Add("standardize", (JsonNode?)_standards.GetValueOrDefault(layer.Standardize));
        config.Add("split", (JsonNode?)_splits.GetValueOrDefault(layer.Split));
        config.Add("ngrams", WriteRuns(layer.Ngrams));
        config.Add("output_mode", _outputs[layer.OutputMode]);
        config.Add("output_sequence_length", (JsonNode?)layer.OutputSequenceLength);
        config.Add("pad_to_max_tokens", (JsonNode)layer.PadToMaxTokens);
        config.Add("sparse", (JsonNode)false);
        config.Add("ragged", (JsonNode)false);
        config.Add("vocabulary", hasVocabulary ? new JsonArray([.. layer.Vocabulary.Skip(numReserved).Select(token => (JsonNode)token)]) : null);
        config.Add("idf_weights", layer.IdfWeights.Count > 0 ? new JsonArray([.. layer.IdfWeights.Skip(numReserved).Select(weight => (JsonNode)(double)weight)]) : null);
        config.Add("encoding", "utf-8");
        if (hasVocabulary)
            config.AddFixed(ConfigForm.Keras3, "vocabulary_size", layer.Vocabulary.Count);
        return PythonJson.Write(ConfigWriter.Object(form, "keras.layers", ClassName, config.Config));
    }

    /// <summary>The layer that a JSON text describes: with its vocabulary where that stands in the text.</summary>
    /// <exception cref="KerasException">The text is no such layer's, or has an option that is not known or not supported; the message names it.</exception>
    public static TextVectorization FromJson(string json)
    {
        if (json.Length > MaxLength)
            throw new KerasException($"{Source} has {json.Length} characters; vectorizations of at most {MaxLength} are read.");

        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            var (className, config) = ConfigObject.Read(document.RootElement, Source);
            return className == ClassName
                ? Read(new(config, $"{Source}: {ClassName}", Dialect.Keras2)) // the options mean the same in both
                : throw new KerasException($"{Source} describes a {FileText.Show(className)}; expected a {ClassName}. Models are read by KerasModel.FromJson.");
        }
        catch (JsonException error)
        {
            throw new KerasException($"{Source} cannot be read as JSON: {error.Message}", error);
        }
    }

    static TextVectorization Read(ConfigReader config)
    {
        config.Ignore("trainable", "dtype", "batch_input_shape", "vocabulary_size", "has_input_vocabulary");
        config.Refuse("sparse", "ragged");
        if (config.TextOrNull("encoding") is { } encoding and not "utf-8")
            throw config.Fail("encoding", $"is {FileText.Show(encoding)}; valid values: utf-8");

        var layer = config.Check(option: null, () => new TextVectorization(
            config.SizeOrNull("max_tokens"),
            config.IsNotNull("standardize") ? config.Choice("standardize", _standards, TextStandardize.LowerAndStripPunctuation) : TextStandardize.None,
            config.IsNotNull("split") ? config.Choice("split", _splits, TextSplit.Whitespace) : TextSplit.None,
            ReadRuns(config),
            config.Choice("output_mode", _outputs, TextOutput.Int),
            config.SizeOrNull("output_sequence_length"),
            config.Flag("pad_to_max_tokens", fallback: false))
        {
            Name = config.TextOrNull("name") ?? "text_vectorization",
        });
        var (vocabulary, weights) = (List(config, "vocabulary", JsonValueKind.String), List(config, "idf_weights", JsonValueKind.Number));
        config.Finish();
        if (vocabulary is not null)
        {
            _ = config.Check("vocabulary", () =>
            {
                layer.SetVocabulary([.. vocabulary.Select(token => token.GetString()!)], weights is null ? null : [.. weights.Select(weight => (float)weight.GetDouble())]); // each is a text
                return layer;
            });
        }

        return layer;
    }

    /// <summary>Runs of 1 to n tokens are Keras's <c>n</c>; others a tuple.</summary>
    static JsonNode? WriteRuns(IReadOnlyList<int>? lengths)
    {
        if (lengths is null)
            return null;

        return lengths.SequenceEqual(Enumerable.Range(1, lengths.Count))
            ? lengths.Count
            : new JsonObject { ["class_name"] = "__tuple__", ["items"] = ConfigWriter.List(lengths) };
    }

    static int[]? ReadRuns(ConfigReader config)
    {
        if (config.Find("ngrams") is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var longest) && longest is >= 1 and <= MaxRuns)
            return [.. Enumerable.Range(1, longest)];

        var list = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("items", out var items) ? items : value;
        return list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= MaxRuns && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out _))
            ? [.. list.EnumerateArray().Select(item => item.GetInt32())]
            : throw config.Fail("ngrams", $"is no length from 1 to {MaxRuns} and no list of at most {MaxRuns} lengths");
    }

    static List<JsonElement>? List(ConfigReader config, string option, JsonValueKind kind)
    {
        if (config.Find(option) is not { } value)
            return null;

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == kind)
            ? [.. value.EnumerateArray()]
            : throw config.Fail(option, $"is no list with a {(kind == JsonValueKind.String ? "text" : "number")} for each token");
    }
}
