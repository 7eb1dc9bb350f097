using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>Two GRUs read the words from both ends; a learned weight for each word decides how much of its state is taken.</summary>
/// <remarks>Source: Zhou and others, Attention-Based Bidirectional Long Short-Term Memory Networks, 2016.</remarks>
sealed class AttentionKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "attention";

    /// <inheritdoc/>
    public override string Description => "two GRUs read the words, and attention weighs what each word gave";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        EmbeddingDim = 64,
        SpatialDropout = 0.4f,
        Units = 32,
        Dropout = 0.3f,
        LearningRate = 0.002f,
        UsualEpochs = 5,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ["embedding-dim", "spatial-dropout", "units", "dropout"];

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.001", "0.002", "0.004"), new("embedding-dim", "32", "64", "128"), new("units", "16", "32", "64"),
        new("spatial-dropout", "0.2", "0.4", "0.6"), new("dropout", "0", "0.3"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var words = KerasTensor.Input([options.MaxLength]);
        var vectors = new SpatialDropout1D(options.SpatialDropout).Call(new Embedding(options.NumWords, options.EmbeddingDim).Call(words));
        var states = new Bidirectional(new GRU(options.Units, returnSequences: true)).Call(vectors);
        var scores = new Dense(1).Call(new Dense(options.Units, Activation.Get("tanh")).Call(states));
        var text = WordSteps.Sum(WordSteps.Share(scores, words), states);
        return new Functional(words, head.Layer().Call(new Dropout(options.Dropout).Call(text)), seed: options.Seed);
    }
}
