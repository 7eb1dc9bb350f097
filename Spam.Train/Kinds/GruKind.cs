using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>A GRU in the LSTM's place: three gates for four, so a quarter less work for a state of the same size.</summary>
sealed class GruKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "gru";

    /// <inheritdoc/>
    public override string Description => "a GRU reads the words in order: less work than an LSTM";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        EmbeddingDim = 64,
        SpatialDropout = 0.5f,
        Units = 96,
        Dropout = 0.2f,
        RecurrentDropout = 0,
        LearningRate = 0.002f,
        UsualEpochs = 5,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ModelKinds.NetworkSettings;

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.001", "0.002", "0.004"), new("embedding-dim", "32", "64", "128"), new("units", "48", "96", "144"),
        new("spatial-dropout", "0.2", "0.5"), new("dropout", "0", "0.2"), new("recurrent-dropout", "0", "0.2"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var model = new Sequential(seed: options.Seed);
        model.Add(new Embedding(options.NumWords, options.EmbeddingDim, inputLength: options.MaxLength));
        model.Add(new SpatialDropout1D(options.SpatialDropout));
        model.Add(new GRU(options.Units, dropout: options.Dropout, recurrentDropout: options.RecurrentDropout, dropoutMaskLife: options.RecurrentMasks));
        model.Add(head.Layer());
        return model;
    }
}
