using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Tests.Model.Explanations;

public sealed class ExplanationTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Words_have_their_ids_and_what_the_score_is_without_them()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        var model = AIModel.Load(_folder.Path);
        var index = TinyModel.Tokenizer().WordIndex;

        var explanation = model.Explain("FREE stranger, call now!");

        Assert.Equal(["free", "stranger", "call", "now"], explanation.Words.Select(word => word.Word));
        Assert.Equal([index["free"], null, index["call"], index["now"]], explanation.Words.Select(word => word.Id));
        Assert.Equal([true, false, true, true], explanation.Words.Select(word => word.IsRead));
        Assert.Equal([0, 0, index["free"], index["call"], index["now"]], explanation.Row);
        var top = model.Predict("free call now").Top;
        Assert.Equal(top, explanation.Prediction.Top);
        var without = new[] { "call now", null, "free now", "free call" };
        for (var i = 0; i < without.Length; i++)
        {
            float? score = without[i] is { } text ? model.Predict(text).Scores[top.Label] : null;
            Assert.Equal((score, top.Value - score), (explanation.Words[i].ScoreWithout, explanation.Words[i].Change));
        }
    }

    [Fact]
    public void A_word_is_left_out_wherever_it_stands()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        var model = AIModel.Load(_folder.Path);
        var index = TinyModel.Tokenizer().WordIndex;

        var occluded = model.LeaveOutWords("free stranger, call FREE!");

        Assert.Equal(model.Predict("free call free").Scores, occluded.Whole.Scores);
        Assert.Equal([index["free"], index["call"]], occluded.Words.Select(word => word.Id));
        Assert.Equal(model.Predict("call").Scores, occluded.Words[0].Without.Scores);
        Assert.Equal(model.Predict("free free").Scores, occluded.Words[1].Without.Scores);
    }

    [Fact]
    public void Each_layer_has_its_shape_and_the_figures_of_its_numbers()
    {
        var network = TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        var model = AIModel.Load(_folder.Path);

        var layers = model.Explain("free call").Layers!;

        Assert.Equal(["InputLayer", "Embedding", "SpatialDropout1D", "LSTM", "Dense"], layers.Select(layer => layer.ClassName));
        Assert.Equal(["1,5", "1,5,3", "1,5,3", "1,4", "1,2"], layers.Select(layer => string.Join(',', layer.Shape)));
        var outputs = network.Predict(Sequences.PadSequences([TinyModel.Tokenizer().TextToSequence("free call")], TinyModel.MaxLength));
        Assert.Equal((Math.Min(outputs[0], outputs[1]), Math.Max(outputs[0], outputs[1])), ((float)layers[^1].Smallest, (float)layers[^1].Largest));
        Assert.Equal(0.5, layers[^1].Mean, 6);
        Assert.Equal(Math.Abs(outputs[0] - outputs[1]) / 2, layers[^1].Deviation, 6);
    }

    [Theory]
    [InlineData(Side.Pre, new[] { false, true, true, true, true, true })]
    [InlineData(Side.Post, new[] { true, true, true, true, true, false })]
    public void A_word_where_the_text_is_cut_is_not_read(Side truncating, bool[] isRead)
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam") with { Truncating = truncating }, width: 2);

        var explanation = AIModel.Load(_folder.Path).Explain("free prize call now see you");

        Assert.Equal(isRead, explanation.Words.Select(word => word.IsRead));
        Assert.Equal(isRead, explanation.Words.Select(word => word.Change is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!?")]
    [InlineData("stranger")]
    public void A_text_without_a_known_word_is_explained(string text)
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        var model = AIModel.Load(_folder.Path);

        var explanation = model.Explain(text);

        Assert.Equal(new int[5], explanation.Row);
        Assert.Equal(model.Predict(text).Top, explanation.Prediction.Top);
        Assert.DoesNotContain(explanation.Words, word => word.IsRead);
    }

    [Fact]
    public void A_graph_shows_words_and_no_layers()
    {
        var network = TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        Directory.Delete(_folder["saved_model"], recursive: true);
        network.Export(_folder["saved_model"]);

        var explanation = AIModel.Load(_folder.Path).Explain("free call");

        Assert.Null(explanation.Layers);
        Assert.All(explanation.Words, word => Assert.NotNull(word.Change));
    }
}
