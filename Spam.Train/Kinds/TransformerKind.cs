using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>One block of a transformer: each word looks at all others, then a small network at each word; the mean of the words is the text's.</summary>
/// <remarks>
/// Padding is masked, and a word's place is counted from the text's first word, so texts mean the same at every <c>--max-length</c>.
/// Source: Vaswani and others, Attention Is All You Need, 2017.
/// </remarks>
sealed class TransformerKind : ModelKind
{
    const int WantedHeads = 4;

    /// <inheritdoc/>
    public override string Name => "transformer";

    /// <inheritdoc/>
    public override string Description => "a transformer block: each word looks at all others, places are learned";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        EmbeddingDim = 32,
        SpatialDropout = 0.4f,
        Units = 64,
        Dropout = 0.4f,
        LearningRate = 0.001f,
        UsualEpochs = 5,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ["embedding-dim", "spatial-dropout", "units", "dropout"];

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.0005", "0.001", "0.002"), new("embedding-dim", "32", "64"), new("units", "32", "64", "128"),
        new("spatial-dropout", "0", "0.2", "0.4"), new("dropout", "0.1", "0.2", "0.4"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var (width, rate) = (options.EmbeddingDim, options.Dropout);
        var numHeads = Math.Min(WantedHeads, width);
        var words = KerasTensor.Input([options.MaxLength]);
        var meanings = new Embedding(options.NumWords, width, maskZero: true).Call(words);
        var places = new Embedding(options.MaxLength + 1, width).Call(WordSteps.Places(words));
        var vectors = new SpatialDropout1D(options.SpatialDropout).Call(new Add().Call(meanings, places));

        var attended = new MultiHeadAttention(numHeads, keyDim: width / numHeads).Call(vectors, vectors);
        var seen = new LayerNormalization(epsilon: 1e-6f).Call(new Add().Call(vectors, new Dropout(rate).Call(attended)));
        var thought = new Dense(width).Call(new Dense(options.Units, Activation.Get("relu")).Call(seen));
        var states = new LayerNormalization(epsilon: 1e-6f).Call(new Add().Call(seen, new Dropout(rate).Call(thought)));

        var text = WordSteps.Sum(WordSteps.Mean(words), states);
        return new Functional(words, head.Layer().Call(new Dropout(rate).Call(text)), seed: options.Seed);
    }
}
