using Spam.Keras;
using Spam.Keras.Models;
using Spam.Keras.Optimizers;
using Spam.Keras.Optimizers.Schedules;
using Spam.Keras.Saving.Callbacks;
using Spam.Tests.Keras.Saving.Events;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class TensorBoardTests
{
    [Fact]
    public void A_fit_writes_batches_and_epochs()
    {
        using var folder = new TemporaryFolder();
        var (x, y) = LoggedHistory.TinyData();

        var history = LoggedHistory.TinyModel().Fit(x, y, 4, 2, Verbose.Silent, [new TensorBoard(folder.Path, updateFreq: 2)]);

        var scalars = EventRecords.Scalars(Assert.Single(Directory.GetFiles(folder["train"]))).ToList();
        Assert.Equal([2L, 4, 6], scalars.Where(scalar => scalar.Tag == "batch_loss").Select(scalar => scalar.Step));
        Assert.Equal(history["loss"], scalars.Where(scalar => scalar.Tag == "epoch_loss").Select(scalar => scalar.Value));
        Assert.False(Directory.Exists(folder["validation"]));
    }

    [Fact]
    public void A_rate_that_follows_a_schedule_is_written_too()
    {
        using var folder = new TemporaryFolder();
        var (x, y) = LoggedHistory.TinyData();
        var model = LoggedHistory.TinyModel(new SGD(new ExponentialDecay(.5f, 3, .5f)));

        model.Fit(x, y, 4, 2, Verbose.Silent, [new TensorBoard(folder.Path)]);

        var rates = EventRecords.Scalars(Assert.Single(Directory.GetFiles(folder["train"]))).Where(scalar => scalar.Tag == "epoch_learning_rate");
        Assert.Equal([.25f, .125f], rates.Select(rate => rate.Value));
    }

    [Fact]
    public void Two_trainings_in_one_second_have_files_of_their_own()
    {
        using var folder = new TemporaryFolder();
        var (x, y) = LoggedHistory.TinyData();
        var board = new TensorBoard(folder.Path);

        LoggedHistory.TinyModel().Fit(x, y, 4, 1, Verbose.Silent, [board]);
        LoggedHistory.TinyModel().Fit(x, y, 4, 1, Verbose.Silent, [board]);

        Assert.Equal(2, Directory.GetFiles(folder["train"]).Length);
    }

    [Fact]
    public void No_batches_at_all_is_refused()
        => Assert.Equal(
            "TensorBoard got updateFreq 0; give 1 or more batches, or null for epochs alone.",
            Assert.Throws<KerasException>(() => new TensorBoard(updateFreq: 0)).Message);
}
