using Spam.Keras;
using Spam.Keras.Callbacks;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Saving.Callbacks;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class BackupAndRestoreTests
{
    const int Epochs = 4;

    [Theory, InlineData("Adam", 1), InlineData("Nadam", 3), InlineData("RMSprop", 5), InlineData("SGD", 11)]
    public void A_killed_training_goes_on_to_the_same_final_weights(string optimizer, int killedInStep)
    {
        using var folder = new TemporaryFolder();
        var whole = LoggedHistory.TinyModel(Optimizer.Get(optimizer), seed: 7);
        Fit(whole, folder["whole"]);
        var killed = LoggedHistory.TinyModel(Optimizer.Get(optimizer), seed: 7);
        Assert.Throws<KilledException>(() => Fit(killed, folder["killed"], Kill(killedInStep)));
        var next = LoggedHistory.TinyModel(Optimizer.Get(optimizer), seed: 7); // the same program once more

        var history = Fit(next, folder["killed"]);

        Assert.Equal(Enumerable.Range(killedInStep / 3, Epochs - (killedInStep / 3)), history.Epochs);
        Assert.All(whole.Parameters.Zip(next.Parameters), pair => Assert.Equal(pair.First.Value.Span.ToArray(), pair.Second.Value.Span.ToArray()));
        Assert.Equal(whole.Optimizer!.Iterations, next.Optimizer!.Iterations);
    }

    [Fact]
    public void The_rate_goes_on_too()
    {
        using var folder = new TemporaryFolder();
        var killed = LoggedHistory.TinyModel();
        Callback halve = new LearningRateScheduler((epoch, rate) => rate / 2);
        Assert.Throws<KilledException>(() => Fit(killed, folder.Path, halve, Kill(7)));
        var next = LoggedHistory.TinyModel();

        Fit(next, folder.Path, halve);

        Assert.Equal(.001f / 16, next.Optimizer!.LearningRate, 1e-9f);
    }

    [Fact]
    public void A_training_that_ended_leaves_no_backup_unless_it_is_to()
    {
        using var folder = new TemporaryFolder();
        var (x, y) = LoggedHistory.TinyData();

        Fit(LoggedHistory.TinyModel(), folder["gone"]);
        LoggedHistory.TinyModel().Fit(x, y, 4, Epochs, Verbose.Silent, [new BackupAndRestore(folder["kept"], deleteCheckpoint: false)]);

        Assert.Empty(Directory.GetFileSystemEntries(folder["gone"]));
        Assert.Empty(LoggedHistory.TinyModel().Fit(x, y, 4, Epochs, Verbose.Silent, [new BackupAndRestore(folder["kept"])]).Epochs); // all are done
    }

    [Fact]
    public void A_backup_of_another_training_is_refused_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<KilledException>(() => Fit(LoggedHistory.TinyModel(), folder.Path, Kill(4)));
        var wider = new Sequential([new InputLayer(4), new Dense(5), new BatchNormalization(), new Dense(2, "softmax")], seed: 1);
        wider.Compile("adam", "categorical_crossentropy");
        var before = wider.GetWeights();

        var ofShape = Assert.Throws<KerasException>(() => Fit(wider, folder.Path));
        var ofOptimizer = Assert.Throws<KerasException>(() => Fit(LoggedHistory.TinyModel(new SGD()), folder.Path));

        Assert.Contains("is of another training: weight 0 kernel has shape (4, 3) there and (4, 5) here", ofShape.Message, StringComparison.Ordinal);
        Assert.Contains("is of another training: it was trained with 'Adam', now with SGD", ofOptimizer.Message, StringComparison.Ordinal);
        Assert.Equal(before[0].Span.ToArray(), wider.GetWeights()[0].Span.ToArray());
    }

    [Fact]
    public void A_damaged_backup_is_named()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<KilledException>(() => Fit(LoggedHistory.TinyModel(), folder.Path, Kill(4)));
        folder.Write("training/training.json", "{");

        var error = Assert.Throws<KerasException>(() => Fit(LoggedHistory.TinyModel(), folder.Path));

        Assert.Contains("training.json is no record of a training", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Remove its folder to train from the beginning.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_weights_cannot_go_on()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<KilledException>(() => Fit(LoggedHistory.TinyModel(), folder.Path, Kill(4)));
        var model = new Sequential([new Dense(2)]);
        model.Compile("adam", "mse");

        var error = Assert.Throws<KerasException>(() => Fit(model, folder.Path));

        Assert.Contains("the model 'sequential' is not built yet", error.Message, StringComparison.Ordinal);
    }

    static History Fit(Sequential model, string folder, params Callback[] others)
    {
        var (x, y) = LoggedHistory.TinyData();
        return model.Fit(x, y, 4, Epochs, Verbose.Silent, [.. others, new BackupAndRestore(folder)]);
    }

    /// <summary>Throws in the step of that number, counted from 0 over all epochs of three.</summary>
    static LambdaCallback Kill(int step)
    {
        var count = 0;
        return new(onTrainBatchEnd: (_, _) =>
        {
            if (count++ == step)
                throw new KilledException();
        });
    }

    sealed class KilledException : Exception;
}
