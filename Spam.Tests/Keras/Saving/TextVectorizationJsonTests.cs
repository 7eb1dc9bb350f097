using System.Text.Json.Nodes;
using Spam.Keras;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;

namespace Spam.Tests.Keras.Saving;

public class TextVectorizationJsonTests
{
    static readonly string[] _texts = ["Claim your prize now", "the cat and the hat", "Now, the prize"];

    public static TheoryData<TextOutput, Dialect> Modes
    {
        get
        {
            var modes = new TheoryData<TextOutput, Dialect>();
            foreach (var mode in Enum.GetValues<TextOutput>())
            {
                modes.Add(mode, Dialect.Keras2);
                modes.Add(mode, Dialect.Keras3);
            }

            return modes;
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_layer_comes_back_with_its_vocabulary(TextOutput mode, Dialect dialect)
    {
        int? length = mode == TextOutput.Int ? 6 : null;
        var layer = new TextVectorization(9, TextStandardize.Lower, ngrams: [1, 3], outputMode: mode, outputSequenceLength: length, padToMaxTokens: mode == TextOutput.Count);
        layer.Adapt(_texts);
        var json = layer.ToJson(dialect);

        var again = TextVectorizationJson.FromJson(json);

        Assert.Equal(json, again.ToJson(dialect));
        Assert.Equal(layer.Vocabulary, again.Vocabulary);
        Assert.Equal(layer.Call(_texts).Span.ToArray(), again.Call(_texts).Span.ToArray());
    }

    [Fact]
    public void The_config_has_Keras_words()
    {
        var layer = new TextVectorization(standardize: TextStandardize.None, split: TextSplit.Character, ngrams: [1, 2]);
        layer.SetVocabulary(["a", "é"]);

        Assert.Equal(
            """{"module": "keras.layers", "class_name": "TextVectorization", "config": {"name": "text_vectorization", "trainable": true, "dtype": "string", "max_tokens": null, "standardize": null, "split": "character", "ngrams": 2, "output_mode": "int", "output_sequence_length": null, "pad_to_max_tokens": false, "sparse": false, "ragged": false, "vocabulary": ["a", "\u00e9"], "idf_weights": null, "encoding": "utf-8"}, "registered_name": null}""",
            layer.ToJson());
    }

    [Fact]
    public void Without_a_vocabulary_there_is_a_layer_to_adapt()
    {
        var layer = TextVectorizationJson.FromJson(new TextVectorization(outputSequenceLength: 4).ToJson(Dialect.Keras3));

        layer.Adapt(["ham"]);

        Assert.Equal([2, 1, 0, 0], layer.Call("ham eggs").Span.ToArray());
    }

    [Theory]
    [InlineData("\"int\"", "\"hot\"", "the option output_mode is 'hot'; valid values: int, multi_hot, count, tf_idf")]
    [InlineData("\"sparse\": false", "\"sparse\": true", "the option sparse is 'true', which is not supported")]
    [InlineData("\"utf-8\"", "\"latin-1\"", "the option encoding is 'latin-1'; valid values: utf-8")]
    [InlineData("\"ngrams\": null", "\"ngrams\": 99", "the option ngrams is no length from 1 to 16")]
    [InlineData("\"vocabulary\": null", "\"vocabulary\": [1]", "the option vocabulary is no list with a text for each token")]
    [InlineData("\"vocabulary\": null", "\"vocabulary\": [\"a\", \"a\"]", "the option vocabulary: The vocabulary has an entry at 3 that is empty, reserved or there already")]
    [InlineData("\"encoding\"", "\"encodng\"", "unknown option 'encodng'")]
    [InlineData("\"TextVectorization\"", "\"Dense\"", "describes a 'Dense'; expected a TextVectorization")]
    [InlineData("{", "{{", "cannot be read as JSON")]
    public void What_is_unknown_is_refused_by_name(string sound, string broken, string message)
    {
        var json = new TextVectorization().ToJson();
        Assert.Contains(sound, json, StringComparison.Ordinal);

        var error = Assert.Throws<KerasException>(() => TextVectorizationJson.FromJson(json.Replace(sound, broken, StringComparison.Ordinal)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_model_it_is_refused_with_the_way_out()
    {
        var model = new JsonObject
        {
            ["class_name"] = "Sequential",
            ["config"] = new JsonObject { ["name"] = "model", ["layers"] = new JsonArray(JsonNode.Parse(new TextVectorization().ToJson())) },
        };

        var error = Assert.Throws<KerasException>(() => KerasModel.FromJson(model.ToJsonString()));

        Assert.Contains("use TextVectorization before the model", error.Message, StringComparison.Ordinal);
    }
}
