using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;

namespace Spam.Tests.Keras;

/// <summary>A text repeats few words, so an embedding may give each of them once: the numbers are those of all positions, rounding aside.</summary>
public class GatheredRowsTests
{
    const int Batch = 3, Steps = 24, Words = 9, Features = 5;

    public static TheoryData<string> Readers => [.. _readers.Keys];

    static readonly Dictionary<string, Func<Layer>> _readers = new()
    {
        ["LSTM"] = () => new LSTM(4),
        ["LSTM with dropout"] = () => new LSTM(4, dropout: 0.3f, recurrentDropout: 0.4f),
        ["LSTM with one mask for all gates"] = () => new LSTM(4, dropout: 0.3f),
        ["LSTM with masks for each step"] = () => new LSTM(4, dropout: 0.3f, dropoutMaskLife: RecurrentDropout.PerStep),
        ["LSTM of sequences, backwards, without bias"] = () => new LSTM(4, returnSequences: true, goBackwards: true, useBias: false),
        ["GRU"] = () => new GRU(4, dropout: 0.2f),
        ["GRU that resets before"] = () => new GRU(4, resetAfter: false),
        ["SimpleRNN"] = () => new SimpleRNN(4, dropout: 0.2f),
        ["Bidirectional"] = () => new Bidirectional(new LSTM(4, dropout: 0.2f)),
        ["Bidirectional with masks for each step"] = () => new Bidirectional(new LSTM(4, dropout: 0.2f, dropoutMaskLife: RecurrentDropout.PerStep)),
        ["Conv1D"] = () => new Conv1D(4, 3),
        ["Dropout"] = () => new Dropout(0.3f),
    };

    [Theory, MemberData(nameof(Readers))]
    public void Rows_that_are_read_once_give_the_outputs_and_gradients_of_all_positions(string reader)
    {
        foreach (var maskZero in (bool[])[false, true])
        {
            var (expected, expectedGradients) = TrainOnce(reader, maskZero, gathersRows: false);
            var (outputs, gradients) = TrainOnce(reader, maskZero, gathersRows: true);

            Near.Equal(expected.Span, outputs.Span, 1e-6f);
            foreach (var (one, other) in expectedGradients.Zip(gradients))
                Near.Equal(one.Span, other.Span, 1e-5f);
        }
    }

    [Fact]
    public void An_embedding_gives_each_sample_s_distinct_words_in_the_order_in_which_they_come()
    {
        var layer = new Embedding(Words, Features);
        layer.Build(new(1), new Shape(2, 6));

        var outputs = layer.Run(new(new Pass { GathersRows = true }, Tensor.FromRows([0, 0, 0, 3, 5, 3], [0, 0, 0, 0, 0, 5])))[0];

        Assert.Equal([0, 0, 0, 1, 2, 1, 3, 3, 3, 3, 3, 4], Enumerable.Range(0, 12).Select(outputs.Gathered!.RowOf));
        Assert.Equal([0, 3, 5], Enumerable.Range(0, 3).Select(outputs.Gathered!.FirstRowOf));
        Assert.Equal(layer.Embeddings.Value.Row(5), outputs.Row(11));
        Assert.Null(outputs.Gathered); // whoever reads the numbers has them written out
    }

    [Fact]
    public void A_text_without_repetition_is_not_gathered()
    {
        var layer = new Embedding(Words, Features);
        layer.Build(new(1), new Shape(1, 4));

        Assert.Null(layer.Run(new(new Pass { GathersRows = true }, Tensor.FromRows([1, 2, 3, 4])))[0].Gathered);
        Assert.Null(layer.Run(new(Pass.Inference, Tensor.FromRows([1, 1, 1, 1])))[0].Gathered);
    }

    [Fact]
    public void An_embedding_that_two_layers_read_collects_the_gradients_of_both()
    {
        var gradients = new List<Tensor>();
        foreach (var clipnorm in (double?[])[null, 1e9]) // clipping by norm asks for all positions, and 1e9 clips nothing
        {
            var words = KerasTensor.Input([Steps]);
            var table = new Embedding(Words, Features);
            var rows = new SpatialDropout1D(0.3f).Call(table.Call(words));
            var read = new Concatenate().Call(new LSTM(4).Call(rows), new GlobalAveragePooling1D().Call(rows), new GRU(3).Call(rows));
            var model = new Functional(words, new Dense(1).Call(read), seed: 5);
            model.Compile(new SGD(0.1f) { Clipnorm = clipnorm }, new Spam.Keras.Losses.MeanSquaredError());

            model.TrainOnBatch(Texts(), new Tensor(Batch, 1));

            gradients.Add(table.Embeddings.Gradient.Copy());
        }

        Near.Equal(gradients[1].Span, gradients[0].Span, 1e-6f);
    }

    static (Tensor Outputs, Tensor[] Gradients) TrainOnce(string reader, bool maskZero, bool gathersRows)
    {
        var random = new Random(3);
        Layer[] layers = [new Embedding(Words, Features, maskZero), new SpatialDropout1D(0.3f), _readers[reader]()];
        var pass = new Pass { Training = true, KeepsState = true, Random = random, GathersRows = gathersRows, Workspace = new(), NumThreads = 2 };
        var (value, mask) = (Texts(), (Tensor?)null);
        var calls = new List<Call>();
        foreach (var layer in layers)
        {
            layer.Build(random, value.Shape);
            var call = new Call(pass, value) { Masks = [mask] };
            calls.Add(call);
            value = layer.Run(call)[0];
            mask = call.OutputMask;
        }

        var gradients = RandomTensors.Normal(new(7), value.Shape);
        var outputs = value.Copy();
        for (var i = layers.Length - 1; i >= 0; i--)
            gradients = layers[i].Backward(gradients, calls[i]) ?? gradients;
        return (outputs, [.. layers.SelectMany(layer => layer.Parameters).Select(parameter => parameter.Gradient.Copy())]);
    }

    /// <summary>Texts of some words behind padding.</summary>
    static Tensor Texts()
    {
        var random = new Random(11);
        var texts = new Tensor(Batch, Steps);
        for (var text = 0; text < Batch; text++)
        {
            for (var step = 12 + (2 * text); step < Steps; step++)
                texts[(text * Steps) + step] = random.Next(1, Words);
        }

        return texts;
    }
}
