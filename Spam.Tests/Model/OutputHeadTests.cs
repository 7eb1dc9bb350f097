using Spam.Keras.Preprocessing;
using Spam.Model;

namespace Spam.Tests.Model;

public class OutputHeadTests
{
    [Fact]
    public void A_softmax_is_taken_as_it_is()
        => Near.Equal([.2f, .5f, .3f], Scores(Metadata(3), "softmax", .2f, .5f, .3f), tolerance: 0);

    [Fact]
    public void One_sigmoid_is_the_second_of_two_labels()
        => Near.Equal([.25f, .75f], Scores(Metadata(2), "sigmoid", .75f), tolerance: 0);

    [Fact]
    public void Several_sigmoids_stand_each_for_itself()
    {
        Near.Equal([.9f, .8f, .1f], Scores(Metadata(3), "sigmoid", .9f, .8f, .1f), tolerance: 0);
        Assert.True(Head(Metadata(3), 3, "sigmoid").MultiLabel);
        Assert.False(Head(Metadata(3) with { MultiLabel = false }, 3, "sigmoid").MultiLabel);
        Assert.False(Head(Metadata(2), 1, "sigmoid").MultiLabel);
    }

    [Fact]
    public void Logits_go_through_what_the_metadata_says()
    {
        var logits = Metadata(2) with { Activation = OutputActivation.Logits };

        Near.Equal([.26894143f, .7310586f], Scores(logits, "linear", 1, 2), tolerance: 1e-7);
        Near.Equal([.11920292f, .8807971f], Scores(logits, "linear", 2), tolerance: 1e-7);
        Near.Equal([.7310586f, .8807971f], Scores(logits with { MultiLabel = true }, "linear", 1, 2), tolerance: 1e-7);
        Near.Equal([0, 1], Scores(logits, "linear", -1000, 1000), tolerance: 0);
    }

    [Fact]
    public void Where_the_last_layer_is_unknown_its_width_decides()
    {
        Near.Equal([.25f, .75f], Scores(Metadata(2), null, .75f), tolerance: 0);
        Assert.False(Head(Metadata(3), 3, null).MultiLabel);
    }

    [Fact]
    public void A_model_of_another_width_is_refused()
        => Refused(
            "m.json names 3 labels (l0, l1, l2), but the model gives 2 numbers for a text. Put the metadata file beside the model that it was written with.",
            Metadata(3), 2, "softmax");

    [Fact]
    public void What_the_metadata_says_must_fit_the_last_layer()
    {
        Refused(
            "m.json says \"activation\": \"logits\", but the model ends in softmax. Write \"softmax\", or leave it out.",
            Metadata(2) with { Activation = OutputActivation.Logits }, 2, "softmax");
        Refused(
            "The model ends without a softmax or sigmoid, and m.json does not say what its numbers are. Write \"activation\": \"logits\" there if they are what comes before one.",
            Metadata(2), 2, "linear");
        Refused("m.json says that the model ends in a softmax, but a softmax of one number is always 1. Write \"activation\": \"sigmoid\".", Metadata(2), 1, "softmax");
        Refused(
            "m.json says multi_label, but the model ends in a softmax, which gives one label. Write \"multi_label\": false.",
            Metadata(2) with { MultiLabel = true }, 2, "softmax");
        Refused(
            "m.json says multi_label for 2 labels, but the model gives 1 number for a text. Write \"multi_label\": false.",
            Metadata(2) with { MultiLabel = true }, 1, "sigmoid");
    }

    static ModelMetadata Metadata(int numLabels)
        => new() { Labels = [.. Enumerable.Range(0, numLabels).Select(i => $"l{i}")], MaxSequenceLength = 5, MaxWords = 10, Padding = Side.Pre };

    static OutputHead Head(ModelMetadata metadata, int width, string? lastActivation) => OutputHead.Of(metadata, width, lastActivation, "m.json");

    static float[] Scores(ModelMetadata metadata, string? lastActivation, params float[] outputs)
    {
        var scores = new float[metadata.Labels.Count];
        Head(metadata, outputs.Length, lastActivation).Write(outputs, scores);
        return scores;
    }

    static void Refused(string message, ModelMetadata metadata, int width, string? lastActivation)
        => Assert.Equal(message, Assert.Throws<ModelFolderException>(() => Head(metadata, width, lastActivation)).Message);
}
