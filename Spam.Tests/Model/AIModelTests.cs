using Spam.Keras;
using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Preprocessing;
using Spam.Keras.Saving;
using Spam.Model;

namespace Spam.Tests.Model;

public sealed class AIModelTests : IDisposable
{
    static readonly string[] _texts = ["free prize", "see you at home", "", "unknown words only", "NOW now now now now now now"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Scores_are_the_outputs_of_the_model_in_label_order()
    {
        var network = TinyModel.Write(_folder.Path, TinyModel.Metadata("b", "a", "c"), width: 3);
        var expected = network.Predict(Sequences.PadSequences(TinyModel.Tokenizer().TextsToSequences(_texts), TinyModel.MaxLength));

        var predictions = AIModel.Load(_folder.Path).Predict(_texts);

        for (var i = 0; i < _texts.Length; i++)
        {
            Assert.Equal(["b", "a", "c"], predictions[i].Scores.Keys);
            Near.Equal((ReadOnlySpan<float>)expected.Row(i), predictions[i].Scores.Values.ToArray(), tolerance: 0);
            Assert.Equal(predictions[i].Scores.MaxBy(score => score.Value), KeyValuePair.Create(predictions[i].Top.Label, predictions[i].Top.Value));
        }
    }

    [Fact]
    public void A_text_has_the_same_answer_alone_and_among_many()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        var model = AIModel.Load(_folder.Path);
        string[] many = [.. Enumerable.Range(0, 130).Select(i => _texts[i % _texts.Length])];

        var predictions = model.Predict(many);

        for (var i = 0; i < many.Length; i++)
            Assert.Equal(model.Predict(many[i]).Scores, predictions[i].Scores);
        Assert.Empty(model.Predict([]));
    }

    [Theory, InlineData(2, "softmax"), InlineData(1, "sigmoid"), InlineData(3, "linear")]
    public void A_graph_without_layers_is_served_like_the_layers_that_it_came_from(int width, string activation)
    {
        var labels = width == 3 ? new[] { "a", "b", "c" } : ["ham", "spam"];
        var metadata = TinyModel.Metadata(labels) with { Activation = activation == "linear" ? OutputActivation.Logits : null };
        var network = TinyModel.Write(_folder.Path, metadata, width, activation);
        var expected = AIModel.Load(_folder.Path).Predict(_texts);
        network.Export(_folder["saved_model"]);

        var model = AIModel.Load(_folder.Path);

        var predictions = model.Predict(_texts);
        for (var i = 0; i < _texts.Length; i++)
        {
            Near.Equal((ReadOnlySpan<float>)expected[i].Scores.Values.ToArray(), predictions[i].Scores.Values.ToArray(), tolerance: 1e-6);
            Assert.Equal(predictions[i].Scores, model.Predict(_texts[i]).Scores);
        }
    }

    [Fact]
    public void A_graph_that_is_no_classifier_of_texts_is_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);

        new Sequential([new InputLayer(TinyModel.MaxLength), new Embedding(TinyModel.NumWords, 2)]).Export(_folder["saved_model"]);
        Assert.Contains("a classifier of texts gives (batch, labels)", Assert.Throws<ModelFolderException>(() => AIModel.Load(_folder.Path)).Message, StringComparison.Ordinal);

        new Sequential([new InputLayer(TinyModel.MaxLength), new Dense(2)]).Export(_folder["saved_model"]);
        Assert.Contains("does not say what its numbers are", Assert.Throws<ModelFolderException>(() => AIModel.Load(_folder.Path)).Message, StringComparison.Ordinal);

        new Sequential([new InputLayer(4), new Dense(2, Activation.Get("softmax"))]).Export(_folder["saved_model"]);
        Assert.Contains("the model reads inputs of shape (None, 4)", Assert.Throws<ModelFolderException>(() => AIModel.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void What_Keras_3_exported_is_served()
    {
        var golden = GoldenData.Require("formats/keras3/workshop/savedmodel");
        var length = SavedModelGraph.Load(golden).Signatures["serving_default"].Inputs.Values.Single().Shape![1];
        var metadata = TinyModel.Metadata("ham", "spam") with { MaxSequenceLength = length };
        TinyModel.Write(_folder.Path, metadata, width: 2);
        Directory.Delete(_folder["saved_model"], recursive: true);
        foreach (var file in Directory.GetFiles(golden, "*", SearchOption.AllDirectories))
        {
            var target = _folder[Path.Combine("saved_model", Path.GetRelativePath(golden, file))];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var predictions = AIModel.Load(_folder.Path).Predict(_texts);

        Assert.All(predictions, prediction => Assert.Equal(1, prediction.Scores.Values.Sum(), 1e-6));
        Assert.NotEqual(predictions[0].Scores, predictions[1].Scores);
    }

    [Fact]
    public void Any_number_of_threads_may_ask()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2);
        var model = AIModel.Load(_folder.Path);
        var expected = model.Predict(_texts);

        Parallel.For(0, 100, new() { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var predictions = model.Predict(_texts);
            for (var i = 0; i < _texts.Length; i++)
                Assert.Equal(expected[i].Scores, predictions[i].Scores);
        });
    }

    [Fact]
    public void One_sigmoid_scores_two_labels()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 1, activation: "sigmoid");

        var prediction = AIModel.Load(_folder.Path).Predict("free prize");

        Assert.Equal(1, prediction.Scores["ham"] + prediction.Scores["spam"], tolerance: 1e-6f);
    }

    [Fact]
    public void Several_sigmoids_score_each_label_for_itself()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b", "c"), width: 3, activation: "sigmoid");

        var model = AIModel.Load(_folder.Path);

        Assert.True(model.IsMultiLabel);
        Assert.NotEqual(1, model.Predict("free prize").Scores.Values.Sum(), tolerance: 1e-3f);
    }

    [Fact]
    public void Logits_become_probabilities_where_the_metadata_says_so()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b", "c") with { Activation = OutputActivation.Logits }, width: 3, activation: "linear");

        var prediction = AIModel.Load(_folder.Path).Predict("free prize");

        Assert.Equal(1, prediction.Scores.Values.Sum(), tolerance: 1e-6f);
    }

    [Fact]
    public void Texts_are_filled_and_cut_at_the_end_that_the_metadata_names()
    {
        var metadata = TinyModel.Metadata("a", "b") with { Padding = Side.Post, Truncating = Side.Post };
        var network = TinyModel.Write(_folder.Path, metadata, width: 2);
        string[] texts = ["free", "now free prize call see you at home"];
        var inputs = Sequences.PadSequences(TinyModel.Tokenizer().TextsToSequences(texts), TinyModel.MaxLength, Side.Post, Side.Post);

        var predictions = AIModel.Load(_folder.Path).Predict(texts);

        for (var i = 0; i < texts.Length; i++)
            Near.Equal((ReadOnlySpan<float>)network.Predict(inputs).Row(i), predictions[i].Scores.Values.ToArray(), tolerance: 0);
    }

    [Fact]
    public void It_tells_what_it_is()
    {
        TinyModel.Write(_folder["spam/v2"], TinyModel.Metadata("ham", "spam"), width: 2);
        TinyModel.Write(_folder["other"], TinyModel.Metadata("ham", "spam"), width: 2, withManifest: true);

        var (bare, described) = (AIModel.Load(_folder["spam/v2"]), AIModel.Load(_folder["other"]));

        Assert.Equal(("spam", "v2", null), (bare.Name, bare.Version, bare.Manifest));
        Assert.Equal(("tiny", "v3"), (described.Name, described.Version));
        Assert.Equal(["ham", "spam"], described.Labels);
        Assert.Equal(bare.ContentHash, described.ContentHash);
        Assert.Equal(64, bare.ContentHash.Length);
    }

    [Fact]
    public void A_file_changed_after_the_manifest_is_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("ham", "spam"), width: 2, withManifest: true);
        File.AppendAllText(_folder["tiny_tokenizer.json"], " ");

        Assert.Contains("tiny_tokenizer.json has ", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Metadata_of_another_model_is_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b", "c"), width: 2);

        Assert.Equal(
            $"{_folder["tiny_metadata.json"]} names 3 labels (a, b, c), but the model gives 2 numbers for a text. " +
            "Put the metadata file beside the model that it was written with.", Refused());
    }

    [Fact]
    public void A_length_that_the_model_does_not_read_is_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b") with { MaxSequenceLength = 6 }, width: 2);

        Assert.StartsWith($"{_folder["tiny_metadata.json"]} has max_seq_length 6, but the model reads inputs of shape (None, 5).", Refused());
    }

    [Fact]
    public void More_words_than_the_embedding_table_has_are_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b") with { MaxWords = 13 }, width: 2);

        Assert.StartsWith($"{_folder["tiny_metadata.json"]} has max_words 13, but the embedding table of saved_model holds 12 words.", Refused());
    }

    [Fact]
    public void A_tokenizer_of_another_model_is_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b"), width: 2);
        var tokenizer = new Tokenizer();
        tokenizer.FitOnTexts([string.Join(' ', Enumerable.Range(0, 20))]);
        _folder.Write("tiny_tokenizer.json", tokenizer.ToJson());

        Assert.StartsWith(
            $"{_folder["tiny_tokenizer.json"]} gives word ids up to 20, but the embedding table of saved_model holds 0 to 11.", Refused());
    }

    [Fact]
    public void A_tokenizer_cut_short_is_refused()
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b"), width: 2);
        _folder.Write("tiny_tokenizer.json", TinyModel.Tokenizer().ToJson()[..100]);

        Assert.StartsWith($"{_folder["tiny_tokenizer.json"]} is no tokenizer: ", Refused());
    }

    [Theory]
    [InlineData("saved_model.pb")]
    [InlineData("keras_metadata.pb")]
    [InlineData("variables/variables.index")]
    [InlineData("variables/variables.data-00000-of-00001")]
    public void A_model_cut_short_is_refused(string file)
    {
        TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b"), width: 2);
        var path = _folder[$"saved_model/{file}"];
        var bytes = File.ReadAllBytes(path);

        foreach (var length in new[] { 0, 1, bytes.Length / 3, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.ThrowsAny<KerasException>(() => AIModel.Load(_folder.Path));
        }

        File.Delete(path);
        if (file == "keras_metadata.pb") // what is left is a graph, as Keras 3 exports it
            Assert.Equal(2, AIModel.Load(_folder.Path).Predict("").Scores.Count);
        else
            Assert.ThrowsAny<KerasException>(() => AIModel.Load(_folder.Path));
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_noticed_before_a_text_meets_them()
    {
        var network = TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b"), width: 2);
        network.Parameters[^1].Value[0] = float.NaN;
        Rewrite(network);

        Assert.Matches("saved_model has NaN among the weights of dense.*/bias, at 0 of 2: they are no numbers. Train again.", Refused());
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_noticed()
    {
        var network = TinyModel.Write(_folder.Path, TinyModel.Metadata("a", "b"), width: 2);
        var (kernel, bias) = (network.Parameters[^2].Value, network.Parameters[^1].Value);
        for (var i = 0; i < kernel.Length; i++)
            kernel[i] = i % 2 == 0 ? float.MaxValue : -float.MaxValue; // one of the two outputs grows beyond all numbers
        bias.Span.Fill(float.MaxValue);
        Rewrite(network);

        var error = Assert.Throws<KerasException>(() => AIModel.Load(_folder.Path).Predict("free"));

        Assert.Equal($"{_folder["saved_model"]} gave the score NaN for the label 'a': its weights are no numbers. Train again.", error.Message);
    }

    void Rewrite(Sequential network)
    {
        Directory.Delete(_folder["saved_model"], recursive: true);
        network.SaveSavedModel(_folder["saved_model"]);
    }

    string Refused() => Assert.Throws<ModelFolderException>(() => AIModel.Load(_folder.Path)).Message;
}
