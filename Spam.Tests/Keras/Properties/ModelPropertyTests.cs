using FsCheck.Fluent;
using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving;
using Spam.Tests.Keras.Layers.Recurrent;

namespace Spam.Tests.Keras.Properties;

/// <summary>What holds for every model of text, whatever its layers.</summary>
public class ModelPropertyTests
{
    const int NumWords = 7;

    [Fact]
    public void More_left_padding_under_mask_zero_changes_nothing() => Always.Holds(
        from draw in LayerDraw.All
        from padding in Gen.Choose(1, 4)
        select (Draw: draw, Padding: padding),
        drawn =>
        {
            var words = WordsFromOne(drawn.Draw);
            var padded = new Tensor(words.Shape[0], drawn.Padding + words.Shape[1]);
            for (var sample = 0; sample < words.Shape[0]; sample++)
                words.Row(sample).CopyTo(padded.Row(sample)[drawn.Padding..]);
            var (plain, more) = (Make(drawn.Draw, words.Shape[1]), Make(drawn.Draw, padded.Shape[1]));
            var truth = Truth(drawn.Draw);

            Near.Equal(plain.Predict(words).Span, more.Predict(padded).Span, 1e-6, "predictions");
            plain.TrainOnBatch(words, truth);
            more.TrainOnBatch(padded, truth);

            foreach (var (one, other) in plain.Parameters.Zip(more.Parameters).Skip(1))
                Near.Equal(one.Value.Span, other.Value.Span, 1e-5, one.Name);
        },
        count: 40);

    [Fact]
    public void A_batch_is_predicted_as_its_samples_one_by_one() => Always.Holds(
        LayerDraw.All,
        draw =>
        {
            var (model, words) = (Make(draw, draw.Steps), draw.Words(NumWords));

            var together = model.Predict(words);

            for (var sample = 0; sample < draw.Batch; sample++)
                Near.Equal(together.Row(sample), model.Predict(words.Samples(sample, 1)).Span, 1e-6, $"sample {sample}");
        },
        count: 40);

    [Fact]
    public void Equal_seeds_learn_equal_weights_and_others_do_not() => Always.Holds(
        LayerDraw.All,
        draw =>
        {
            var (words, truth) = (draw.Words(NumWords), Truth(draw));

            var (one, again, other) = (Learn(draw.Seed), Learn(draw.Seed), Learn(draw.Seed + 1));

            Assert.Equal(one, again);
            Assert.NotEqual(one, other);

            float[] Learn(int seed)
            {
                var model = Make(draw, draw.Steps, seed, dropout: .3f);
                model.Fit(words, truth, batchSize: 2, epochs: 2, verbose: Verbose.Silent);
                return [.. model.GetWeights().SelectMany(weight => weight.Span.ToArray())];
            }
        },
        count: 25);

    [Fact]
    public void Configs_of_models_come_back_with_their_predictions() => Always.Holds(
        LayerDraw.All,
        draw =>
        {
            var (model, words) = (Make(draw, draw.Steps), draw.Words(NumWords));
            foreach (var dialect in Enum.GetValues<Dialect>())
            {
                var json = model.ToJson(dialect);

                var again = KerasModel.FromJson(json, seed: 9);

                again.SetWeights(model.GetWeights());
                Assert.Equal(json, again.ToJson(dialect));
                Assert.Equal(model.Predict(words).Span.ToArray(), again.Predict(words).Span.ToArray());
            }
        },
        count: 25);

    static Sequential Make(LayerDraw draw, int length, int seed = 1, float dropout = 0)
    {
        var kind = draw.Pick(0, "LSTM", "GRU", "SimpleRNN");
        var reader = RecurrentCases.Create(kind, draw.Units, returnSequences: draw.Coin(4), dropout: dropout, recurrentDropout: draw.Coin(8) ? dropout : 0);
        Layer[] readers = [draw.Coin(2) ? new Bidirectional(reader) : reader, .. draw.Coin(4) ? [draw.Coin(5) ? new GlobalAveragePooling1D() : new LSTM(2)] : (Layer[])[]];
        var model = new Sequential(
            [new Embedding(NumWords, draw.Features, maskZero: true, inputLength: length), .. draw.Coin(6) ? [new Sequential(readers)] : readers, new Dense(2, "softmax")], seed: seed);
        model.Compile(new SGD(.1), Spam.Keras.Losses.Loss.Get("categorical_crossentropy"));
        return model;
    }

    static Tensor WordsFromOne(LayerDraw draw)
    {
        var words = draw.Words(NumWords - 1);
        foreach (ref var word in words.Span)
            word++;
        return words;
    }

    static Tensor Truth(LayerDraw draw)
    {
        var truth = new Tensor(draw.Batch, 2);
        for (var sample = 0; sample < draw.Batch; sample++)
            truth.Row(sample)[(draw.Seed + sample) % 2] = 1;
        return truth;
    }
}
