using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;

namespace Spam.Train.Training;

/// <summary>The workshop's network: words become vectors, an LSTM reads them, a softmax chooses the label.</summary>
static class ClassifierNetwork
{
    /// <summary>The network with its first weights, ready to learn.</summary>
    public static Sequential Build(TrainOptions options, int numLabels)
    {
        var model = new Sequential(seed: options.Seed);
        if (options.Threads > 0)
            model.NumThreads = options.Threads;

        model.Add(new Embedding(options.NumWords, options.EmbeddingDim, inputLength: options.MaxLength));
        model.Add(new SpatialDropout1D(options.SpatialDropout));
        model.Add(new LSTM(options.Units, dropout: options.Dropout, recurrentDropout: options.RecurrentDropout, dropoutMaskLife: options.RecurrentMasks));
        model.Add(new Dense(numLabels, Activation.Get("softmax")));
        model.Compile(new Adam(options.LearningRate), Loss.Get("categorical_crossentropy"), "accuracy");
        return model;
    }
}
