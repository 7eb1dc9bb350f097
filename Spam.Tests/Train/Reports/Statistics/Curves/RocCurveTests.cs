using Spam.Train.Reports.Statistics.Curves;

namespace Spam.Tests.Train.Reports.Statistics.Curves;

public class RocCurveTests
{
    [Fact]
    public void The_curve_is_that_of_scikit_learn()
    {
        // roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]): fpr 0 0 .5 .5 1, tpr 0 .5 .5 1 1, thresholds inf .8 .4 .35 .1; roc_auc_score 0.75
        var curve = Of([0.1, 0.4, 0.35, 0.8], [false, false, true, true]);

        Assert.Equal(
            [new(0, 0, double.PositiveInfinity), new(0, 0.5, 0.8), new(0.5, 0.5, 0.4), new(0.5, 1, 0.35), new(1, 1, 0.1)], curve.Points);
        Assert.Equal(0.75, curve.Area);
    }

    [Fact]
    public void Equal_scores_are_one_slanted_step()
    {
        // Six pairs of a row with and one without: 2 in order, 2 ties counted half, 2 the wrong way round. (2 + 1) / 6
        var curve = Of([0.9, 0.5, 0.5, 0.5, 0.2], [true, true, false, false, true]);

        Assert.Equal(3.0 / 6, curve.Area!.Value, tolerance: 1e-15);
        Assert.Equal([new(0, 0, double.PositiveInfinity), new(0, 1.0 / 3, 0.9), new(1, 2.0 / 3, 0.5), new(1, 1, 0.2)], curve.Points);
    }

    [Fact]
    public void Where_all_scores_are_equal_nothing_is_told_apart()
    {
        var curve = Of([0.3, 0.3, 0.3], [true, false, true]);

        Assert.Equal(0.5, curve.Area);
        Assert.Equal([new(0, 0, double.PositiveInfinity), new(1, 1, 0.3)], curve.Points);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_of_one_kind_have_no_curve(bool hasLabel)
    {
        var curve = Of([0.1, 0.9], [hasLabel, hasLabel]);

        Assert.Null(curve.Area);
        Assert.Empty(curve.Points);
    }

    [Fact]
    public void No_rows_have_no_curve() => Assert.Null(Of([], []).Area);

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var scores = Enumerable.Range(0, 30).Select(_ => random.Next(8) / 8.0).ToArray(); // with many ties
            var truth = Enumerable.Range(0, 30).Select(i => i == 0 || (i != 1 && random.Next(3) == 0)).ToArray();

            var (pairs, points) = (0, 0.0);
            for (var with = 0; with < 30; with++)
            {
                for (var without = 0; without < 30; without++)
                {
                    if (!truth[with] || truth[without])
                        continue;
                    pairs++;
                    points += scores[with] > scores[without] ? 1 : scores[with] == scores[without] ? 0.5 : 0;
                }
            }

            Assert.Equal(points / pairs, Of(scores, truth).Area!.Value, tolerance: 1e-12);
        }
    }

    [Fact]
    public void Order_of_rows_and_growing_functions_change_nothing_and_the_other_label_mirrors()
    {
        var random = new Random(12);
        var rows = Enumerable.Range(0, 200).Select(_ => (Score: random.Next(50) / 50.0, Has: random.Next(2) == 0)).ToArray();
        var area = Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Has)]).Area!.Value;

        var grown = Of([.. rows.Select(row => Math.Exp(3 * row.Score) - 7)], [.. rows.Select(row => row.Has)]).Area!.Value;
        var turned = Of([.. rows.Select(row => -row.Score)], [.. rows.Select(row => row.Has)]).Area!.Value;
        var other = Of([.. rows.Select(row => 1 - row.Score)], [.. rows.Select(row => !row.Has)]).Area!.Value;
        random.Shuffle(rows);
        var shuffled = Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Has)]).Area!.Value;

        Assert.Equal(area, grown);
        Assert.Equal(area, shuffled);
        Assert.Equal(1 - area, turned, tolerance: 1e-12);
        Assert.Equal(area, other, tolerance: 1e-12);
    }

    [Fact]
    public void Random_scores_have_half_the_area()
    {
        var random = new Random(13);

        var area = Of([.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble())], [.. Enumerable.Range(0, 20_000).Select(i => i % 3 == 0)]).Area!.Value;

        Assert.Equal(0.5, area, tolerance: 0.015); // three standard deviations
    }

    [Fact]
    public void A_score_that_is_no_number_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => Of([0.1, double.NaN], [true, false]));

        Assert.StartsWith("The score of row 1 is not a number", error.Message);
    }

    [Fact]
    public void Lists_of_two_lengths_are_refused()
        => Assert.StartsWith("There are 1 scores and 2 truths", Assert.Throws<ArgumentException>(() => Of([0.1], [true, false])).Message);

    static RocCurve Of(double[] scores, bool[] truth) => RocCurve.Of(RankedScores.Of(scores, truth));
}
