using Spam.Train.Reports.Html.Charts;

namespace Spam.Tests.Train.Reports.Html.Charts;

public class NiceTicksTests
{
    [Theory]
    [InlineData(0, 1, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(0.5, 1, "0.5 0.6 0.7 0.8 0.9 1")]
    [InlineData(0, 594, "0 200 400")]
    [InlineData(-0.8, 0.8, "-0.5 0 0.5")]
    [InlineData(3e-7, 9e-7, "0.0000004 0.0000006 0.0000008")]
    public void Ticks_are_multiples_of_nice_steps(double lowest, double highest, string ticks)
        => Assert.Equal(ticks, string.Join(' ', NiceTicks.Of(lowest, highest).Select(Spam.Train.Reports.Figures.Tick)));

    [Fact]
    public void Epochs_are_whole() => Assert.Equal([1, 2, 3], NiceTicks.Of(1, 3, wholeOnly: true));

    [Theory]
    [InlineData(594, 600)]
    [InlineData(600, 600)]
    [InlineData(7, 8)]
    [InlineData(0, 1)]
    public void The_end_is_not_below_the_highest(double highest, double end) => Assert.Equal(end, NiceTicks.End(highest));

    [Fact]
    public void An_axis_around_one_number_has_room() => Assert.Equal((-0.5, 0.5), (NiceTicks.Around(0, 0)[0], NiceTicks.Around(0, 0)[^1]));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Ends_that_are_none_are_refused(double lowest, double highest) => Assert.Throws<ArgumentException>(() => NiceTicks.Of(lowest, highest));
}
