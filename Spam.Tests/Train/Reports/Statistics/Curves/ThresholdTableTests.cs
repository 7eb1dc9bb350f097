using Spam.Train.Reports.Statistics.Curves;

namespace Spam.Tests.Train.Reports.Statistics.Curves;

public class ThresholdTableTests
{
    [Fact]
    public void Rows_are_what_each_threshold_gives()
    {
        var table = ThresholdTable.Of(RankedScores.Of([0.95, 0.6, 0.5, 0.3, 0.05], [true, false, true, true, false]));

        Assert.Equal([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], table.Rows.Select(row => row.Threshold));
        Assert.Equal(new(0.5, 3, 2.0 / 3, 2.0 / 3, 2.0 / 3), table.Rows[4]); // a score of 0.5 counts
        Assert.Equal(new(0.3, 4, 0.75, 1, 6.0 / 7), table.Rows[2]);
        Assert.Equal(new(0.9, 1, 1, 1.0 / 3, 0.5), table.Rows[8]);
        Assert.Equal(new(0.3, 4, 0.75, 1, 6.0 / 7), table.Best);
    }

    [Fact]
    public void Of_equal_bests_the_highest_threshold_is_named()
    {
        // F1 is 2/3 at 0.9 (one of one, of two) and at 0.2 (two of four)
        var table = ThresholdTable.Of(RankedScores.Of([0.9, 0.6, 0.5, 0.2], [true, false, false, true]));

        Assert.Equal(0.9, table.Best!.Threshold);
    }

    [Fact]
    public void No_answer_is_no_precision()
        => Assert.Equal(new(0.9, 0, 0, 0, 0), ThresholdTable.Of(RankedScores.Of([0.2, 0.1], [true, false])).Rows[8]);

    [Fact]
    public void A_label_without_rows_has_no_best()
        => Assert.Null(ThresholdTable.Of(RankedScores.Of([0.2, 0.1], [false, false])).Best);
}
