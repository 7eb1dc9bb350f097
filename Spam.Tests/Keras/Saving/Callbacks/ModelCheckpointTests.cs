using Spam.Keras;
using Spam.Keras.Callbacks;
using Spam.Keras.Layers;
using Spam.Keras.Models;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Callbacks;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class ModelCheckpointTests
{
    [Fact]
    public void Each_epoch_has_a_folder_of_its_own()
    {
        using var folder = new TemporaryFolder();

        Train(new(folder["model-{epoch:02d}-{val_loss:.2f}"]), .5f, .4f);

        Assert.Equal(["model-01-0.50", "model-02-0.40"], FoldersIn(folder));
    }

    [Fact]
    public void Only_the_best_is_kept_and_what_is_saved_loads_with_its_weights()
    {
        using var folder = new TemporaryFolder();

        var checkpoint = Train(new(folder["best"], saveBestOnly: true), .5f, .3f, .4f);

        Assert.Equal(.3f, checkpoint.Best);
        Assert.Equal(1, KerasModel.Load(folder["best"]).Parameters[0].Value[0]); // of epoch 1
    }

    [Fact]
    public void The_path_s_ending_names_the_format()
    {
        using var folder = new TemporaryFolder();

        Train(new(folder["best.keras"]), .5f, .4f);
        Train(new(folder["{epoch}.weights.h5"], saveWeightsOnly: true), .5f);

        Assert.Equal(["1.weights.h5", "best.keras"], Directory.GetFiles(folder.Path).Select(path => Path.GetFileName(path)).Order());
        Assert.Equal(1, KerasModel.Load(folder["best.keras"]).Parameters[0].Value[0]); // of epoch 1
    }

    [Fact]
    public void Weights_alone_go_into_a_TensorFlow_checkpoint_where_no_ending_says_otherwise()
    {
        using var folder = new TemporaryFolder();

        Train(new(folder["weights/w-{epoch}"], saveWeightsOnly: true), .5f, .4f);
        var model = new Sequential([new InputLayer(3), new Dense(2)], seed: 2);
        model.LoadWeights(folder["weights/w-2"]);

        Assert.Equal(
            ["checkpoint", "w-1.data-00000-of-00001", "w-1.index", "w-2.data-00000-of-00001", "w-2.index"],
            Directory.GetFiles(folder["weights"]).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        Assert.Equal(1, model.Parameters[0].Value[0]); // of epoch 1
    }

    [Fact]
    public void An_accuracy_gets_better_upwards()
        => Assert.Equal(.7f, Train(new(Nowhere(out var folder), "val_accuracy", saveBestOnly: true), folder, "val_accuracy", .5f, .7f, .6f).Best);

    [Fact]
    public void A_direction_that_is_given_counts()
        => Assert.Equal(.4f, Train(new(Nowhere(out var folder), "val_accuracy", saveBestOnly: true, MonitorMode.Min), folder, "val_accuracy", .5f, .4f).Best);

    [Fact]
    public void A_threshold_is_to_be_beaten_first()
    {
        using var folder = new TemporaryFolder();

        var checkpoint = Train(new(folder["{epoch}"], saveBestOnly: true, initialValueThreshold: .4f), .5f, .3f);

        Assert.Equal(.3f, checkpoint.Best);
        Assert.Equal(["2"], FoldersIn(folder));
    }

    [Fact]
    public void It_says_what_Keras_says()
    {
        using var folder = new TemporaryFolder();
        var output = new StringWriter();

        Train(new(folder["m"], saveBestOnly: true, verbose: true) { Output = output }, .5f, .6f, .25f);

        Assert.Equal(
            $"\nEpoch 1: val_loss improved from inf to 0.50000, saving model to {folder["m"]}\n" +
            "\nEpoch 2: val_loss did not improve from 0.50000\n" +
            $"\nEpoch 3: val_loss improved from 0.50000 to 0.25000, saving model to {folder["m"]}\n", output.ToString());
    }

    [Fact]
    public void A_figure_that_was_not_measured_is_named()
    {
        var error = Assert.Throws<KerasException>(() => Train(new("m", "val_auc", saveBestOnly: true), .5f));

        Assert.StartsWith("ModelCheckpoint watches 'val_auc', which was not measured; there are val_loss.", error.Message, StringComparison.Ordinal);
    }

    static string Nowhere(out TemporaryFolder folder)
    {
        folder = new();
        return folder["model"];
    }

    static ModelCheckpoint Train(ModelCheckpoint checkpoint, TemporaryFolder folder, string figure, params float[] values)
    {
        using (folder)
            return Train(checkpoint, [.. values.Select(value => new Dictionary<string, float> { [figure] = value })]);
    }

    static ModelCheckpoint Train(ModelCheckpoint checkpoint, params float[] losses)
        => Train(checkpoint, [.. losses.Select(loss => new Dictionary<string, float> { ["val_loss"] = loss })]);

    /// <summary>After each epoch the first weight is the epoch's number.</summary>
    static ModelCheckpoint Train(ModelCheckpoint checkpoint, List<Dictionary<string, float>> logs)
    {
        var model = new Sequential([new InputLayer(3), new Dense(2)], seed: 1);
        model.Compile("sgd", "mse");
        checkpoint.Model = model;
        foreach (var (epoch, ofEpoch) in logs.Index())
        {
            model.Parameters[0].Assign([epoch, 0, 0, 0, 0, 0]);
            checkpoint.OnEpochEnd(epoch, ofEpoch);
        }

        return checkpoint;
    }

    static IEnumerable<string> FoldersIn(TemporaryFolder folder) => Directory.GetDirectories(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
