using Spam.Keras.Initializers;
using Spam.Keras.Layers;

namespace Spam.Train.Kinds;

/// <summary>Parts of networks that tell words from padding by their ids, with layers that every form of file holds.</summary>
static class WordSteps
{
    const float Far = 10_000; // a softmax makes exact zeros of scores that are so much lower

    /// <summary>1 for a word and 0 for padding: (steps) -> (steps, 1).</summary>
    public static KerasTensor AreWords(KerasTensor ids) => new Reshape(ids.Shape[1], 1).Call(new ReLU(maxValue: 1).Call(ids));

    /// <summary>The place of each word, counted from 1; the padding before the text has 0: (steps) -> (steps).</summary>
    /// <remarks>A convolution of ones over all steps before counts them.</remarks>
    public static KerasTensor Places(KerasTensor ids)
    {
        var numSteps = ids.Shape[1];
        var count = new Conv1D(1, numSteps, padding: Padding.Causal, useBias: false, kernelInitializer: new Ones()) { Trainable = false };
        return new Reshape(numSteps).Call(count.Call(AreWords(ids)));
    }

    /// <summary>Weights that are equal for all words, 0 for padding, and sum to one: (steps) -> (steps, 1).</summary>
    public static KerasTensor Mean(KerasTensor ids) => new Softmax(axis: 1).Call(Penalty(ids));

    /// <summary>Weights that grow with the scores of the words, are 0 for padding, and sum to one: (steps, 1), (steps) -> (steps, 1).</summary>
    public static KerasTensor Share(KerasTensor scores, KerasTensor ids) => new Softmax(axis: 1).Call(new Add().Call(scores, Penalty(ids)));

    /// <summary>The sum of vectors, each by its weight: (steps, 1), (steps, features) -> (features).</summary>
    public static KerasTensor Sum(KerasTensor weights, KerasTensor vectors) => new Flatten().Call(new Dot(axes: 1).Call(weights, vectors));

    // 0 for a word, and so low for padding that nothing of it is left; where all is padding, all of it is alike.
    static KerasTensor Penalty(KerasTensor ids)
        => new Dense(1, kernelInitializer: new Constant(Far), biasInitializer: new Constant(-Far)) { Trainable = false }.Call(AreWords(ids));
}
