using Spam.Keras;
using Spam.Keras.Callbacks;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using static Spam.Tests.Keras.Models.TextSamples;

namespace Spam.Tests.Keras.Models;

public class SequentialTests
{
    [Fact]
    public void Layers_are_named_as_Keras_names_them()
    {
        var model = new Sequential([new Embedding(9, 4, inputLength: 5), new LSTM(3, returnSequences: true), new LSTM(3), new Dense(2), new Dense(2)]);

        Assert.Equal(["embedding", "lstm", "lstm_1", "dense", "dense_1"], model.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void The_first_data_builds_a_model_without_an_input_shape()
    {
        var model = new Sequential([new Dense(2)], seed: 1);

        Assert.False(model.IsBuilt);
        Assert.Equal(new Shape(3, 2), model.Predict(new Tensor(3, 4)).Shape);
        Assert.Equal(new Shape(4, 2), model.Parameters[0].Value.Shape);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Equal_seeds_learn_equal_weights_at_any_number_of_threads(int numThreads)
    {
        var (expected, actual) = (Learn(numThreads: 1), Learn(numThreads));

        Assert.Equal(expected.SelectMany(weight => weight.Span.ToArray()), actual.SelectMany(weight => weight.Span.ToArray()));
    }

    [Fact]
    public void A_batch_is_predicted_as_its_samples_one_by_one()
    {
        var model = Recurrent(seed: 1);
        var x = Words(7);

        var together = model.Predict(x);

        for (var row = 0; row < 7; row++)
            Assert.Equal(together.Row(row).ToArray(), model.Predict(x.Samples(row, 1)).Span.ToArray());
    }

    [Fact]
    public void Any_number_of_threads_may_predict_at_once()
    {
        var model = Recurrent(seed: 1);
        var x = Words(7);
        var expected = model.Predict(x).Span.ToArray();

        Parallel.For(0, 64, _ => Assert.Equal(expected, model.Predict(x, numThreads: 1).Span.ToArray()));
    }

    [Fact]
    public void Training_can_be_cancelled_between_two_batches()
    {
        var model = Recurrent(seed: 1);
        model.Compile("adam", "categorical_crossentropy");
        using var cancellation = new CancellationTokenSource();
        var numBatches = 0;
        var stop = new LambdaCallback(onTrainBatchEnd: (_, _) =>
        {
            if (++numBatches == 3)
                cancellation.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => model.Fit(
            Words(40), Labels(40), batchSize: 4, verbose: Verbose.Silent, callbacks: [stop], cancellation: cancellation.Token));
        Assert.Equal(3, numBatches);
    }

    [Fact]
    public void What_cannot_be_done_is_said_with_the_way_out()
    {
        var model = Recurrent(seed: 1);

        Assert.Equal(
            "The model 'sequential' is not compiled. Call Compile with an optimizer and a loss first.",
            Assert.Throws<KerasException>(() => model.Fit(Words(2), Labels(2))).Message);
        Assert.StartsWith("There is no loss 'crossentropie'. Valid names: ", Assert.Throws<KerasException>(() => model.Compile("adam", "crossentropie")).Message, StringComparison.Ordinal);
        Assert.StartsWith("There is no metric 'acuracy'.", Assert.Throws<KerasException>(() => model.Compile("adam", "mse", "acuracy")).Message, StringComparison.Ordinal);
        model.Compile("adam", "categorical_crossentropy");
        Assert.Equal(
            "Input 0 of the model 'sequential' has shape (None, 6); a tensor of (2, 5) came.",
            Assert.Throws<KerasException>(() => model.Predict(new Tensor(2, 5))).Message);
        Assert.Equal("There are no samples: x has no rows.", Assert.Throws<KerasException>(() => model.Fit(Words(0), Labels(0))).Message);
        Assert.Equal(
            "The inputs have 3 samples, but a tensor of shape (2, 2) came with them; x, y and sampleWeight are to have one row a sample.",
            Assert.Throws<KerasException>(() => model.Fit(Words(3), Labels(2))).Message);
        Assert.Equal(
            "Sample 1 is of class 1, for which classWeight has no factor; it has those of 0.",
            Assert.Throws<KerasException>(() => model.Fit(Words(2), Labels(2), classWeight: new Dictionary<int, float> { [0] = 1 })).Message);
        Assert.Equal(
            "LSTM 'lstm' is in the model 'sequential' already. Add a layer of its own, or use Functional, where layers may be shared.",
            Assert.Throws<KerasException>(() => model.Add(model.Layers[2])).Message);
        Assert.Equal(
            "The model 'sequential' already has a layer named 'lstm'. Give each layer a name of its own.",
            Assert.Throws<KerasException>(() => model.Add(new Dense(2) { Name = "lstm" })).Message);
    }

    static IReadOnlyList<Tensor> Learn(int numThreads)
    {
        var model = Recurrent(seed: 5);
        model.NumThreads = numThreads;
        model.Compile("adam", "categorical_crossentropy", "accuracy");
        model.Fit(Words(50), Labels(50), batchSize: 20, epochs: 2, verbose: Verbose.Silent);
        return model.GetWeights();
    }

    static Sequential Recurrent(int seed) => new(
        [new Embedding(9, 4, inputLength: 6), new SpatialDropout1D(0.3f), new LSTM(5, dropout: 0.3f, recurrentDropout: 0.3f), new Dense(2, "softmax")], seed: seed);
}
