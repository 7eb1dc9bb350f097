using Spam.Keras;
using Spam.Keras.Saving.Callbacks;

namespace Spam.Tests.Keras.Saving.Callbacks;

public class FileNamePatternTests
{
    static readonly Dictionary<string, float> _logs = new() { ["loss"] = .125f, ["val_loss"] = -1.5f, ["big"] = 1e20f, ["lost"] = float.NaN };

    // In Python: pattern.format(epoch=7, loss=.125, val_loss=-1.5, big=float(np.float32(1e20)), lost=float("nan"))
    [Theory]
    [InlineData("model", "model")]
    [InlineData("{epoch}", "7")]
    [InlineData("{epoch:02d}-{loss:.2f}", "07-0.12")]
    [InlineData("{epoch:3d}|{epoch:.1f}", "  7|7.0")]
    [InlineData("{loss}|{loss:f}|{loss:.0f}|{loss:.3f}", "0.125|0.125000|0|0.125")]
    [InlineData("{val_loss:08.3f}|{val_loss:.0f}|{val_loss:8.1f}", "-001.500|-2|    -1.5")]
    [InlineData("{big:.1f}|{lost:.2f}", "100000002004087734272.0|nan")]
    [InlineData("{{epoch}} {epoch}}}", "{epoch} 7}")]
    public void Places_are_filled_as_in_Python(string pattern, string expected) => Assert.Equal(expected, FileNamePattern.Fill(pattern, 7, _logs));

    [Theory]
    [InlineData("{epoch")]
    [InlineData("epoch}")]
    [InlineData("{}")]
    [InlineData("{epoch:x}")]
    [InlineData("{loss:d}")]
    [InlineData("{loss:.2e}")]
    [InlineData("{loss:.2}")]
    public void Other_places_are_refused_with_the_valid_ones(string pattern)
    {
        var error = Assert.Throws<KerasException>(() => FileNamePattern.Fill(pattern, 7, _logs));

        Assert.Contains("valid are {epoch}, {epoch:02d}, {val_loss} and {val_loss:.2f}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_that_was_not_measured_is_named()
        => Assert.Equal(
            "The file name 'm{val_acc:.2f}' has a place for 'val_acc', which was not measured; there are epoch, loss, val_loss, big, lost.",
            Assert.Throws<KerasException>(() => FileNamePattern.Fill("m{val_acc:.2f}", 7, _logs)).Message);
}
