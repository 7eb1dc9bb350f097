using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>Two LSTMs, one from each end; padding is masked, as the one that reads backwards would meet it last and forget the text.</summary>
sealed class BiLstmKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "bilstm";

    /// <inheritdoc/>
    public override string Description => "two LSTMs read the words, one from each end";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        EmbeddingDim = 64,
        SpatialDropout = 0.5f,
        Units = 48,
        Dropout = 0,
        RecurrentDropout = 0.2f,
        LearningRate = 0.001f,
        UsualEpochs = 5,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ModelKinds.NetworkSettings;

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.001", "0.002", "0.004"), new("embedding-dim", "32", "64", "128"), new("units", "32", "48", "64"),
        new("spatial-dropout", "0.2", "0.5"), new("dropout", "0", "0.2"), new("recurrent-dropout", "0", "0.2"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var model = new Sequential(seed: options.Seed);
        model.Add(new Embedding(options.NumWords, options.EmbeddingDim, maskZero: true, inputLength: options.MaxLength));
        model.Add(new SpatialDropout1D(options.SpatialDropout));
        model.Add(new Bidirectional(
            new LSTM(options.Units, dropout: options.Dropout, recurrentDropout: options.RecurrentDropout, dropoutMaskLife: options.RecurrentMasks)));
        model.Add(head.Layer());
        return model;
    }
}
