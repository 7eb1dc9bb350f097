using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>The mean of the words' vectors, as in fastText: the order is not seen.</summary>
/// <remarks>
/// A layer of averages with a mask would divide by zero where a text has no known word, in Keras too; here such a text has the mean of its padding.
/// Source: Joulin and others, Bag of Tricks for Efficient Text Classification, 2016.
/// </remarks>
sealed class AverageKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "average";

    /// <inheritdoc/>
    public override string Description => "the mean of the words' vectors, as fastText: trains in seconds";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        EmbeddingDim = 64,
        SpatialDropout = 0.4f,
        Dropout = 0.2f,
        LearningRate = 0.002f,
        UsualEpochs = 8,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ["embedding-dim", "spatial-dropout", "dropout"];

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.002", "0.005", "0.01"), new("embedding-dim", "16", "64", "128"), new("spatial-dropout", "0", "0.2", "0.4"),
        new("dropout", "0", "0.2", "0.4"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var words = KerasTensor.Input([options.MaxLength]);
        var vectors = new SpatialDropout1D(options.SpatialDropout).Call(new Embedding(options.NumWords, options.EmbeddingDim).Call(words));
        var mean = WordSteps.Sum(WordSteps.Mean(words), vectors);
        return new Functional(words, head.Layer().Call(new Dropout(options.Dropout).Call(mean)), seed: options.Seed);
    }
}
