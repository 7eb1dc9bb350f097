using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>The workshop's network: words become vectors, an LSTM reads them, a softmax chooses the label.</summary>
sealed class LstmKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "lstm";

    /// <inheritdoc/>
    public override string Description => "the workshop's network: an LSTM reads the words in order";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new();

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ModelKinds.NetworkSettings;

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.0005", "0.001", "0.002"), new("embedding-dim", "64", "128"), new("units", "64", "128", "196"),
        new("spatial-dropout", "0.2", "0.4", "0.6"), new("dropout", "0", "0.3"), new("recurrent-dropout", "0", "0.3"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var model = new Sequential(seed: options.Seed);
        model.Add(new Embedding(options.NumWords, options.EmbeddingDim, inputLength: options.MaxLength));
        model.Add(new SpatialDropout1D(options.SpatialDropout));
        model.Add(new LSTM(options.Units, dropout: options.Dropout, recurrentDropout: options.RecurrentDropout, dropoutMaskLife: options.RecurrentMasks));
        model.Add(head.Layer());
        return model;
    }
}
