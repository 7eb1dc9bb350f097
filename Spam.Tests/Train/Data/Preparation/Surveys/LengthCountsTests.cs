using Spam.Train.Data.Preparation.Surveys;

namespace Spam.Tests.Train.Data.Preparation.Surveys;

public class LengthCountsTests
{
    [Fact]
    public void Figures_are_lengths_that_occur()
    {
        var lengths = new LengthCounts();
        foreach (var length in Enumerable.Range(1, 100).Reverse())
            lengths.Add(length);

        Assert.Equal(new(1, 50, 95, 100), lengths.Figures);
    }

    [Fact]
    public void One_text_is_all_of_them_and_none_is_zero()
    {
        var lengths = new LengthCounts();
        var none = lengths.Figures;
        lengths.Add(7);

        Assert.Equal(new(0, 0, 0, 0), none);
        Assert.Equal(new(7, 7, 7, 7), lengths.Figures);
    }
}
