using static Spam.Tests.Keras.Saving.SavedModels.Running.OneNode;

namespace Spam.Tests.Keras.Saving.SavedModels.Running.Operations;

public class NormalizationsTests
{
    [Fact]
    public void Rows_become_probabilities()
    {
        Gives(Floats([2, 2], 0.5f, 0.5f, 0.2689414f, 0.7310586f), "Softmax", [Floats([2, 2], 3, 3, 1000, 1001)]);
        Gives(Floats([1, 2], -0.6931472f, -0.6931472f), "LogSoftmax", [Floats([1, 2], 3, 3)]);
        Gives(Floats([0, 2]), "Softmax", [Floats([0, 2])]);
    }

    [Fact]
    public void Channels_are_normalized_by_given_figures()
    {
        var outputs = Run(
            "FusedBatchNormV3",
            [Floats([1, 1, 2, 2], 1, 2, 3, 4), Floats([2], 2, 1), Floats([2], 0, 10), Floats([2], 1, 4), Floats([2], 3, 0)],
            ("is_training", Of(false)), ("epsilon", Of(1f)));

        Same(Floats([1, 1, 2, 2], 0, 8, 2, 10), outputs[0]); // √(3 + 1) = 2 and √(0 + 1) = 1
        Same(Floats([2], 1, 4), outputs[1]);
        Same(Floats([2], 3, 0), outputs[2]);
    }

    [Fact]
    public void Channels_are_normalized_by_their_own_figures()
    {
        // As LayerNormalization uses it: each sample is a channel of (1, samples, features, 1).
        var outputs = Run(
            "FusedBatchNormV3", [Floats([1, 2, 2, 1], 1, 3, 10, 20), Floats([2], 1, 1), Floats([2], 0, 0), Floats([0]), Floats([0])],
            ("data_format", Of("NCHW")), ("epsilon", Of(0f)));

        Same(Floats([1, 2, 2, 1], -1, 1, -1, 1), outputs[0]);
        Same(Floats([2], 2, 15), outputs[1]);
        Same(Floats([2], 2, 50), outputs[2]); // over one less than there are numbers
        Same(Floats([2], 2, 15), outputs[3]);
        Same(Floats([2], 1, 25), outputs[4]);
        Same(Floats([0]), outputs[5]);
    }

    [Fact]
    public void Figures_that_do_not_fit_are_refused()
        => Assert.Contains(
            "for the 2 channels",
            Refused("FusedBatchNormV3", [Floats([1, 1, 1, 2], 1, 2), Floats([1], 2), Floats([2], 0, 10), Floats([2], 1, 4), Floats([2], 3, 0)], ("is_training", Of(false))),
            StringComparison.Ordinal);
}
