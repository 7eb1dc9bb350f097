using Spam.Keras;
using Spam.Keras.Layers;
using Spam.Keras.Losses;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;

namespace Spam.Tests.Keras.Saving.Callbacks;

/// <summary>The training whose logs are golden: three epochs of two steps with validation and a figure of a callback's own.</summary>
static class LoggedHistory
{
    /// <summary>The logs of each epoch, in Keras's order.</summary>
    public static List<Dictionary<string, float>> Read()
    {
        var figures = GoldenData.Json("formats/events/history.json").GetProperty("history").EnumerateObject().ToList();
        return
        [
            .. Enumerable.Range(0, figures[0].Value.GetArrayLength())
                .Select(epoch => figures.ToDictionary(figure => figure.Name, figure => figure.Value[epoch].GetSingle())),
        ];
    }

    /// <summary>Tells a callback of a training with these logs, an epoch after the other.</summary>
    public static void Tell(Callback callback, IEnumerable<Dictionary<string, float>> logs, int stepsPerEpoch = 2)
    {
        callback.Model ??= TinyModel();
        callback.OnTrainBegin();
        foreach (var (epoch, ofEpoch) in logs.Index())
        {
            callback.Model.Optimizer!.Iterations += stepsPerEpoch;
            callback.OnEpochBegin(epoch);
            callback.OnEpochEnd(epoch, ofEpoch);
        }

        callback.OnTrainEnd();
    }

    public static Sequential TinyModel(Optimizer? optimizer = null, int? seed = 1)
    {
        var model = new Sequential([new InputLayer(4), new Dense(3, "relu"), new Dropout(.3f), new BatchNormalization(), new Dense(2, "softmax")], seed: seed);
        model.Compile(optimizer ?? new Adam(), new CategoricalCrossentropy(), "accuracy");
        return model;
    }

    public static (Tensor X, Tensor Y) TinyData()
    {
        var (x, y) = (new Tensor(12, 4), new Tensor(12, 2));
        for (var i = 0; i < x.Length; i++)
            x[i] = i * 7 % 11 / 11f;
        for (var row = 0; row < 12; row++)
            y[(row * 2) + (row % 3 == 0 ? 1 : 0)] = 1;
        return (x, y);
    }
}
