using Spam.Train.Reports.Statistics.Curves;

namespace Spam.Tests.Train.Reports.Statistics.Curves;

public class PrecisionRecallCurveTests
{
    [Fact]
    public void The_curve_is_that_of_scikit_learn()
    {
        // average_precision_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]) = 0.8333...
        var curve = Of([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);

        Assert.Equal(5.0 / 6, curve.AveragePrecision!.Value, tolerance: 1e-15);
        Assert.Equal([new(0.5, 1, 0.8), new(0.5, 0.5, 0.4), new(1, 2.0 / 3, 0.35), new(1, 0.5, 0.1)], curve.Points);
        Assert.Equal(0.5, curve.Chance);
    }

    [Fact]
    public void Equal_scores_are_taken_together()
    {
        // At 0.5: recall 2/3, precision 2/4; at 0.2: recall 1, precision 3/5. 1/3 * 1 + 1/3 * 1/2 + 1/3 * 3/5
        var curve = Of([0.9, 0.5, 0.5, 0.5, 0.2], [true, true, false, false, true]);

        Assert.Equal((1 + 0.5 + 0.6) / 3, curve.AveragePrecision!.Value, tolerance: 1e-15);
    }

    [Fact]
    public void Where_all_scores_are_equal_it_is_the_share_of_the_label()
        => Assert.Equal(0.25, Of([0.3, 0.3, 0.3, 0.3], [true, false, false, false]).AveragePrecision);

    [Fact]
    public void All_right_is_one() => Assert.Equal(1, Of([0.9, 0.8, 0.1], [true, true, false]).AveragePrecision);

    [Fact]
    public void A_label_without_rows_has_none() => Assert.Null(Of([0.9, 0.1], [false, false]).AveragePrecision);

    [Fact]
    public void Only_the_order_of_scores_counts()
    {
        var random = new Random(14);
        var scores = Enumerable.Range(0, 300).Select(_ => random.Next(40) / 40.0).ToArray();
        var truth = scores.Select(score => random.NextDouble() < score).ToArray();

        var squared = Of([.. scores.Select(score => score * score)], truth).AveragePrecision;

        Assert.Equal(Of(scores, truth).AveragePrecision, squared);
    }

    static PrecisionRecallCurve Of(double[] scores, bool[] truth) => PrecisionRecallCurve.Of(RankedScores.Of(scores, truth));
}
