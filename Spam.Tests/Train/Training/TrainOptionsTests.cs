using Spam.Train.Training;

namespace Spam.Tests.Train.Training;

public class TrainOptionsTests
{
    [Theory, InlineData(1806, 5), InlineData(100_000, 5), InlineData(536, 16), InlineData(1, 285)]
    public void Few_rows_are_gone_through_more_often(int numTrainingRows, int expected)
        => Assert.Equal(expected, new TrainOptions().EpochsFor(numTrainingRows));

    [Fact]
    public void Epochs_that_are_asked_for_are_run() => Assert.Equal(3, TrainOptions.Workshop.EpochsFor(10));
}
