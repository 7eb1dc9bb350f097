using Spam.Keras.Saving.Callbacks;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class CSVLoggerTests
{
    [Fact]
    public void A_figure_that_an_epoch_has_not_measured_is_NA()
    {
        using var folder = new TemporaryFolder();

        LoggedHistory.Tell(new CSVLogger(folder["log.csv"]), [new() { ["loss"] = .5f }, new() { ["loss"] = .25f, ["val_loss"] = .125f }]);

        Assert.Equal("epoch,loss,val_loss\r\n0,0.5,NA\r\n1,0.25,0.125\r\n", File.ReadAllText(folder["log.csv"]));
    }

    [Fact]
    public void Numbers_are_Pythons_and_the_rate_is_a_float32()
    {
        using var folder = new TemporaryFolder();

        LoggedHistory.Tell(new CSVLogger(folder["log.csv"]), [new() { ["loss"] = float.NaN, ["lr"] = .001f, ["val_loss"] = .1f, ["val_mae"] = 1 }]);

        // In Python: repr(float(np.float32(.1))), str(np.float32(.001))
        Assert.EndsWith("\r\n0,nan,0.001,0.10000000149011612,1.0\r\n", File.ReadAllText(folder["log.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_holds_the_separator_is_quoted()
    {
        using var folder = new TemporaryFolder();

        LoggedHistory.Tell(new CSVLogger(folder["log.csv"]), [new() { ["a,b"] = 1, ["val_a,\"b\""] = 2 }]);

        Assert.Equal("epoch,\"a,b\",\"val_a,\"\"b\"\"\"\r\n0,1.0,2.0\r\n", File.ReadAllText(folder["log.csv"]));
    }
}
