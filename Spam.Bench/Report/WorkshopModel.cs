using Spam.Keras.Activations;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;

namespace Spam.Bench.Report;

/// <summary>The workshop's network, at its sizes or others.</summary>
static class WorkshopModel
{
    public static Sequential Build(int vocabulary = 280, int length = 300, int units = 196, RecurrentDropout masks = RecurrentDropout.PerSequence)
    {
        var model = new Sequential(
        [
            new Embedding(vocabulary, 128, inputLength: length),
            new SpatialDropout1D(0.4f),
            new LSTM(units, dropout: 0.3f, recurrentDropout: 0.3f, dropoutMaskLife: masks),
            new Dense(2, Activation.Get("softmax")),
        ], seed: 1);
        model.Compile(new Adam(), Loss.Get("categorical_crossentropy"), "accuracy");
        return model;
    }
}
