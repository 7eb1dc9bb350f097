using System.Text.Json;
using Spam.Keras.Preprocessing;
using Spam.Model;

namespace Spam.Tests.Model;

/// <summary>The metadata and the tokenizer that the workshop's notebook wrote.</summary>
public class ModelMetadataGoldenTests
{
    const string Metadata = "api/trained-model/spam_metadata.json", Tokens = "api/trained-model/spam_tokenizer.json";

    [SkippableFact]
    public void The_metadata_of_the_workshop_is_read_and_written_with_its_keys_and_values()
    {
        var json = File.ReadAllText(GoldenData.Require(Metadata));

        var written = ModelMetadata.Parse(json, Metadata).ToJson();

        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(written);
        foreach (var member in expected.RootElement.EnumerateObject())
            Assert.True(JsonElement.DeepEquals(member.Value, actual.RootElement.GetProperty(member.Name)), member.Name);
    }

    [SkippableFact]
    public void Its_tokenizer_gives_no_id_that_the_metadata_has_no_word_for()
    {
        var metadata = ModelMetadata.Parse(File.ReadAllText(GoldenData.Require(Metadata)), Metadata);
        var tokenizer = Tokenizer.FromJson(File.ReadAllText(GoldenData.Require(Tokens)));

        var ids = tokenizer.TextToSequence(string.Join(' ', tokenizer.WordIndex.Keys));

        Assert.Equal(metadata.MaxWords, tokenizer.NumWords);
        Assert.Equal(metadata.MaxWords - 1, ids.Max());
    }
}
