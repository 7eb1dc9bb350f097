using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Train.Networks;
using Spam.Train.Training;
using Spam.Train.Trials;

namespace Spam.Train.Kinds;

/// <summary>A dense layer on how often each word occurs, then the label.</summary>
/// <remarks>
/// A dense layer on counts is the sum of its kernel's rows for the words that occur, so it is written as an embedding and a sum: the network reads word ids
/// like any other, and everything that serves the others serves it.
/// </remarks>
sealed class BagOfWordsKind : ModelKind
{
    /// <inheritdoc/>
    public override string Name => "bag-of-words";

    /// <inheritdoc/>
    public override string Description => "a dense layer on the counts of the words: the smallest that works";

    /// <inheritdoc/>
    public override TrainOptions Defaults => new()
    {
        Model = Name,
        Units = 16,
        Dropout = 0.5f,
        LearningRate = 0.005f,
        UsualEpochs = 7,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<string> NetworkSettings => ["units", "dropout"];

    /// <inheritdoc/>
    public override IReadOnlyList<SearchAxis> SearchSpace =>
    [
        new("learning-rate", "0.001", "0.002", "0.005"), new("units", "16", "32", "64", "128"), new("dropout", "0.2", "0.5", "0.7"),
    ];

    /// <inheritdoc/>
    protected override Keras.Models.Model BuildNetwork(TrainOptions options, Head head)
    {
        var words = KerasTensor.Input([options.MaxLength]);
        var rows = new Embedding(options.NumWords, options.Units).Call(words);
        var hidden = new ActivationLayer(Activation.Get("relu")).Call(WordSteps.Sum(WordSteps.AreWords(words), rows));
        return new Functional(words, head.Layer().Call(new Dropout(options.Dropout).Call(hidden)), seed: options.Seed);
    }
}
