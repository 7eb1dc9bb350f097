using Spam.Keras.Preprocessing;
using Spam.Model;

namespace Spam.Tests.Model;

public class ModelMetadataTests
{
    const string Workshop = """{"label_legend_inverted": {"0": "ham", "1": "spam"}, "label_legend": {"ham": 0, "spam": 1}, "max_seq_length": 300, "max_words": 280}""";

    [Fact]
    public void The_file_of_the_workshop_is_read()
    {
        var metadata = ModelMetadata.Parse(Workshop, "m.json");

        Assert.Equal(["ham", "spam"], metadata.Labels);
        Assert.Equal((300, 280), (metadata.MaxSequenceLength, metadata.MaxWords));
        Assert.Equal((Side.Pre, Side.Pre), (metadata.Padding, metadata.Truncating));
        Assert.Equal((null, null, null), (metadata.Activation, metadata.MultiLabel, metadata.Name));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var metadata = new ModelMetadata
        {
            Labels = ["gr\u00fc\u00df\"e", "b", "a"],
            MaxSequenceLength = 7,
            MaxWords = 9,
            Padding = Side.Post,
            Truncating = Side.Post,
            Activation = OutputActivation.Logits,
            MultiLabel = true,
            Name = "tickets",
        };

        var back = ModelMetadata.Parse(metadata.ToJson(), "m.json");

        Assert.Equal(metadata.Labels, back.Labels);
        Assert.Equal(metadata with { Labels = [] }, back with { Labels = [] });
    }

    [Fact]
    public void The_keys_of_the_workshop_come_first()
    {
        var json = new ModelMetadata { Labels = ["ham", "spam"], MaxSequenceLength = 300, MaxWords = 280 }.ToJson();

        Assert.Equal(
            """
            {
              "label_legend_inverted": {
                "0": "ham",
                "1": "spam"
              },
              "label_legend": {
                "ham": 0,
                "spam": 1
              },
              "max_seq_length": 300,
              "max_words": 280,
              "padding": "pre",
              "truncating": "pre"
            }

            """.ReplaceLineEndings("\n"), json);
    }

    [Theory]
    [InlineData("""{"label_leg""", "m.json is not whole JSON (")]
    [InlineData("[]", "m.json holds a JSON array; an object with the keys label_legend, max_seq_length and max_words is needed.")]
    [InlineData("""{"max_seq_length": 3, "max_words": 2}""", "m.json has no label_legend. A metadata file looks like {\"label_legend\": {\"ham\": 0, \"spam\": 1}")]
    [InlineData("""{"label_legend": {}, "max_seq_length": 3, "max_words": 2}""", "m.json names 0 labels in label_legend; there must be 1 to 100000.")]
    [InlineData("""{"label_legend": {"a": 0, "b": 2}, "max_seq_length": 3, "max_words": 2}""",
        "m.json gives the label 'b' the number 2 in label_legend; 2 labels have the numbers 0 to 1, each once. Correct label_legend.")]
    [InlineData("""{"label_legend": {"a": 0, "b": 0}, "max_seq_length": 3, "max_words": 2}""", "m.json gives the label 'b' the number 0 in label_legend;")]
    [InlineData("""{"label_legend": {"a": 0, "a": 1}, "max_seq_length": 3, "max_words": 2}""", "m.json is not whole JSON (")]
    [InlineData("""{"label_legend": {"a": 0, "b": 1}, "label_legend_inverted": {"0": "b", "1": "a"}, "max_seq_length": 3, "max_words": 2}""",
        "m.json has a label_legend_inverted that is not label_legend the other way round. Correct one of them.")]
    [InlineData("""{"label_legend": {"a": 0}, "max_seq_length": 0, "max_words": 2}""", "m.json has max_seq_length 0; a whole number from 1 to 1000000 is needed.")]
    [InlineData("""{"label_legend": {"a": 0}, "max_seq_length": "3", "max_words": 2}""", "m.json has max_seq_length as a JSON string; a JSON number is needed.")]
    [InlineData("""{"label_legend": {"a": 0}, "max_seq_length": 3, "max_words": 2, "padding": "left"}""", "m.json has padding 'left'; it must be one of pre, post.")]
    [InlineData("""{"label_legend": {"a": 0}, "max_seq_length": 3, "max_words": 2, "activation": "relu"}""",
        "m.json has activation 'relu'; it must be one of softmax, sigmoid, logits.")]
    [InlineData("""{"label_legend": {"a": 0}, "max_seq_length": 3, "max_words": 2, "multi_label": 1}""", "m.json has multi_label as a JSON number; true or false is needed.")]
    public void What_cannot_be_is_refused(string json, string message)
        => Assert.StartsWith(message, Assert.Throws<ModelFolderException>(() => ModelMetadata.Parse(json, "m.json")).Message);
}
