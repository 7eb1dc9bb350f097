using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Statistics;

public class CalibrationTests
{
    [Fact]
    public void The_error_is_weighted_with_the_counts()
    {
        // Bin 0.2-0.3: mean 0.25, right 1/2. Bin 0.9-1: mean 0.95, right 1/3. Error (2 * 0.25 + 3 * (0.95 - 1/3)) / 5
        var calibration = Calibration.Of([0.2, 0.3 - 1e-9, 0.9, 0.95, 1], [true, false, true, false, false]);

        Assert.Equal(((2 * 0.25) + (3 * (0.95 - (1.0 / 3)))) / 5, calibration.ExpectedError, tolerance: 1e-8);
        Assert.Equal(0.95 - (1.0 / 3), calibration.LargestError, tolerance: 1e-12);
        Assert.Equal([0, 0, 2, 0, 0, 0, 0, 0, 0, 3], calibration.Bins.Select(bin => bin.Count));
        Assert.Null(calibration.Bins[0].MeanScore);
        Assert.Null(calibration.Bins[0].ShareRight);
    }

    [Fact]
    public void Scores_that_keep_their_word_have_no_error()
        => Assert.Equal(0, Calibration.Of([0.75, 0.75, 0.75, 0.75], [true, true, true, false]).ExpectedError, tolerance: 1e-12);

    [Fact]
    public void Always_sure_and_always_wrong_is_the_largest_error()
        => Assert.Equal(1, Calibration.Of([1, 1], [false, false]).ExpectedError);

    [Fact]
    public void Of_two_labels_the_answer_has_half_at_least()
    {
        var rows = new ScoredRows(["a", "b"], isMultiLabel: false, [[0], [1], [0]], [[0.5, 0.5], [0.1, 0.9], [0.3, 0.7]]);

        var calibration = Calibration.Of(rows);

        Assert.Equal((0.5, 0.55), (calibration.Bins[0].From, calibration.Bins[0].To));
        Assert.Equal(3, calibration.Bins.Sum(bin => bin.Count));
        Assert.Equal((0.5, 1.0), (calibration.Bins[0].MeanScore, calibration.Bins[0].ShareRight));
    }

    [Fact]
    public void Where_labels_are_several_every_score_counts()
    {
        var rows = new ScoredRows(["a", "b", "c"], isMultiLabel: true, [[0, 2], []], [[0.9, 0.1, 0.9], [0.1, 0.1, 0.1]]);

        Assert.Equal(6, Calibration.Of(rows).Bins.Sum(bin => bin.Count));
        Assert.Equal(0.1, Calibration.Of(rows).ExpectedError, tolerance: 1e-12);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    public void A_score_that_is_no_probability_is_refused(double score)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Calibration.Of([score], [true]));

    [Fact]
    public void No_scores_have_no_error() => Assert.Equal(0, Calibration.Of([], []).ExpectedError);
}
