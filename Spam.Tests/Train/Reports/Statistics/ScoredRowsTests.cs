using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Statistics;

public class ScoredRowsTests
{
    [Fact]
    public void On_a_tie_the_first_label_is_answered()
    {
        var rows = new ScoredRows(["a", "b"], isMultiLabel: false, [[1]], [[0.5, 0.5]]);

        Assert.Equal(0, rows.Likeliest(0));
        Assert.True(rows.Answers(0, 0));
        Assert.False(rows.Answers(0, 1));
        Assert.False(rows.IsRight(0));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    public void What_is_no_probability_is_refused(double score)
    {
        var error = Assert.Throws<ArgumentException>(() => new ScoredRows(["a", "b"], isMultiLabel: false, [[0]], [[0.1, score]]));

        Assert.StartsWith($"Row 0 has the score {score} for label 1; scores are numbers from 0 to 1.", error.Message);
    }

    [Fact]
    public void Lists_that_do_not_fit_are_refused()
    {
        Assert.StartsWith("There are scores of 0 rows and the truth of 1", Assert.Throws<ArgumentException>(() => new ScoredRows(["a"], false, [[0]], [])).Message);
        Assert.StartsWith("Row 0 has 2 scores; 1 labels", Assert.Throws<ArgumentException>(() => new ScoredRows(["a"], false, [[0]], [[0.5, 0.5]])).Message);
        Assert.StartsWith("Row 0 has 2 labels", Assert.Throws<ArgumentException>(() => new ScoredRows(["a", "b"], false, [[0, 1]], [[0.5, 0.5]])).Message);
    }
}
