using Spam.Keras;
using Spam.Keras.Callbacks;
using Spam.Keras.Layers;
using Spam.Keras.Models;

namespace Spam.Tests.Keras.Callbacks;

/// <summary>Tested as Keras tests it: by feeding it lists of losses.</summary>
public class EarlyStoppingTests
{
    [Fact]
    public void Training_stops_after_patience_epochs_without_progress()
    {
        var callback = new EarlyStopping(patience: 2);

        Assert.Equal(4, EpochsRun(callback, 1.0f, 0.5f, 0.6f, 0.5f, 0.4f));
        Assert.Equal(3, callback.StoppedEpoch);
        Assert.Equal(1, callback.BestEpoch);
    }

    [Fact]
    public void Progress_begins_the_patience_anew()
        => Assert.Equal(6, EpochsRun(new EarlyStopping(patience: 2), 1.0f, 1.1f, 0.9f, 1.0f, 0.8f, 0.7f));

    [Fact]
    public void A_difference_below_min_delta_is_no_progress()
        => Assert.Equal(2, EpochsRun(new EarlyStopping(minDelta: 0.1f, patience: 1), 1.0f, 0.95f, 0.5f));

    [Fact]
    public void An_accuracy_gets_better_upwards()
        => Assert.Equal(3, EpochsRun(new EarlyStopping("val_accuracy", patience: 1), 0.5f, 0.6f, 0.55f, 0.9f));

    [Fact]
    public void The_first_epoch_never_stops_training()
        => Assert.Equal(2, EpochsRun(new EarlyStopping(baseline: 0.1f), 1.0f, 1.0f, 1.0f));

    [Fact]
    public void A_baseline_that_is_never_beaten_ends_training()
        => Assert.Equal(4, EpochsRun(new EarlyStopping(baseline: 0.1f, patience: 3), 1.0f, 0.9f, 0.8f, 0.9f, 0.9f));

    [Fact]
    public void Early_epochs_are_not_judged()
        => Assert.Equal(5, EpochsRun(new EarlyStopping(patience: 1, startFromEpoch: 3), 1.0f, 2.0f, 3.0f, 4.0f, 5.0f, 6.0f));

    [Fact]
    public void The_best_weights_come_back()
    {
        var model = TinyModel();
        var callback = Prepare(new EarlyStopping(patience: 1, restoreBestWeights: true), model);
        foreach (var (epoch, loss) in (ReadOnlySpan<(int, float)>)[(0, 1.0f), (1, 0.5f), (2, 0.7f)])
        {
            model.Parameters[0].Assign([epoch, epoch]);
            callback.OnEpochEnd(epoch, new Dictionary<string, float> { ["val_loss"] = loss });
        }

        Assert.Equal([1, 1], model.Parameters[0].Value.Span.ToArray());
    }

    [Fact]
    public void A_figure_that_was_not_measured_is_named()
    {
        var callback = Prepare(new EarlyStopping(), TinyModel());

        var error = Assert.Throws<KerasException>(() => callback.OnEpochEnd(0, new Dictionary<string, float> { ["loss"] = 1 }));

        Assert.Equal("EarlyStopping watches 'val_loss', which was not measured; there are loss. Give Fit validation data, or watch another figure.", error.Message);
    }

    static int EpochsRun(EarlyStopping callback, params float[] values)
    {
        var model = TinyModel();
        Prepare(callback, model);
        for (var epoch = 0; epoch < values.Length; epoch++)
        {
            callback.OnEpochEnd(epoch, new Dictionary<string, float> { ["val_loss"] = values[epoch], ["val_accuracy"] = values[epoch] });
            if (model.StopTraining)
                return epoch + 1;
        }

        return values.Length;
    }

    static EarlyStopping Prepare(EarlyStopping callback, Spam.Keras.Models.Model model)
    {
        callback.Model = model;
        callback.OnTrainBegin();
        return callback;
    }

    static Sequential TinyModel() => new([new InputLayer(1), new Dense(2, useBias: false)]);
}
