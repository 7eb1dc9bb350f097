using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>Filters look for patterns of two, three and four words; of each is kept how well it was found anywhere.</summary>
/// <remarks>Source: Kim, Convolutional Neural Networks for Sentence Classification, 2014.</remarks>
sealed class CnnKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "cnn";

    /// <inheritdoc/>
    public override string Description => "filters look for patterns of two to four words, anywhere in the text";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        EmbeddingDim = 128,
        SpatialDropout = 0.4f,
        Units = 64,
        Dropout = 0.5f,
        LearningRate = 0.001f,
        UsualEpochs = 6,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ["embedding-dim", "spatial-dropout", "units", "dropout"];

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.0005", "0.001", "0.002"), new("embedding-dim", "32", "64", "128"), new("units", "32", "64", "128"),
        new("spatial-dropout", "0.2", "0.4", "0.6"), new("dropout", "0.3", "0.5"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var words = KerasTensor.Input([options.MaxLength]);
        var vectors = new SpatialDropout1D(options.SpatialDropout).Call(new Embedding(options.NumWords, options.EmbeddingDim).Call(words));
        int[] widths = [2, 3, 4];
        KerasTensor[] found =
        [
            .. widths.Select(width => new GlobalMaxPooling1D().Call(
                new Conv1D(options.Units, width, padding: Padding.Same, activation: Activation.Get("relu")).Call(vectors))),
        ];
        var joined = new Dropout(options.Dropout).Call(new Concatenate().Call(found));
        return new Functional(words, head.Layer().Call(joined), seed: options.Seed);
    }
}
