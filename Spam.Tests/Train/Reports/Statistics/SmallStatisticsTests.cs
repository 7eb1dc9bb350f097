using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Statistics;

public class SmallStatisticsTests
{
    [Fact]
    public void Mean_and_deviation_are_those_of_a_sample()
    {
        // statistics.stdev([2, 4, 4, 4, 5, 5, 7, 9]) = 2.138089935299395
        var figures = MeanAndDeviation.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, figures.Mean);
        Assert.Equal(2.138089935299395, figures.Deviation, tolerance: 1e-14);
        Assert.Equal(new(3, 0), MeanAndDeviation.Of([3]));
        Assert.Throws<ArgumentException>(() => MeanAndDeviation.Of([]));
    }

    [Fact]
    public void The_interval_of_a_share_is_Wilsons()
    {
        // statsmodels: proportion_confint(8, 10, method="wilson") = (0.4901624715, 0.9433178485)
        var interval = ShareInterval.Of(0.8, 10);

        Assert.Equal(0.4901624715, interval.Low, tolerance: 1e-9);
        Assert.Equal(0.9433178485, interval.High, tolerance: 1e-9);
        Assert.Equal(1, ShareInterval.Of(1, 5).High, tolerance: 1e-12);
        Assert.Equal(new(0, 1), ShareInterval.Of(0, 0));
    }

    [Fact]
    public void A_histogram_parts_rows_with_and_without_the_label()
    {
        var histogram = ScoreHistogram.Of([0, 0.49, 0.5, 1], [true, false, true, true], numBins: 2);

        Assert.Equal([1, 2], histogram.With);
        Assert.Equal([1, 0], histogram.Without);
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreHistogram.Of([double.NaN], [true]));
    }
}
