using Spam.Train.Evaluations.CrossValidations;

namespace Spam.Tests.Train.Evaluations.CrossValidations;

public class StratifiedFoldsTests
{
    [Fact]
    public void Each_fold_has_its_share_of_each_label()
    {
        var labels = Enumerable.Range(0, 103).Select(row => (IReadOnlyList<int>)[row % 10 == 0 ? 1 : row % 3 == 0 ? 2 : 0]).ToArray();

        var folds = StratifiedFolds.Of(Texts(103), labels, 5, seed: 1);

        for (var label = 0; label < 3; label++)
        {
            var counts = Enumerable.Range(0, 5).Select(fold => Enumerable.Range(0, 103).Count(row => folds[row] == fold && labels[row][0] == label)).ToArray();
            Assert.InRange(counts.Max() - counts.Min(), 0, 1);
        }

        Assert.InRange(Sizes(folds, 5).Max() - Sizes(folds, 5).Min(), 0, 3);
    }

    [Fact]
    public void Rows_with_the_same_text_stay_together()
    {
        var texts = Enumerable.Range(0, 100).Select(row => $"text {row % 30}").ToArray();

        var folds = StratifiedFolds.Of(texts, One(100), 4, seed: 2);

        Assert.All(Enumerable.Range(0, 100).GroupBy(row => texts[row]), group => Assert.Single(group.Select(row => folds[row]).Distinct()));
        Assert.Equal(4, folds.Distinct().Count());
    }

    [Fact]
    public void The_same_seed_gives_the_same_folds()
    {
        var first = StratifiedFolds.Of(Texts(50), One(50), 5, seed: 3);

        Assert.Equal(first, StratifiedFolds.Of(Texts(50), One(50), 5, seed: 3));
        Assert.NotEqual(first, StratifiedFolds.Of(Texts(50), One(50), 5, seed: 4));
    }

    [Fact]
    public void Rows_may_have_several_labels_or_none()
    {
        var labels = Enumerable.Range(0, 60).Select(row => (IReadOnlyList<int>)(row % 3 == 0 ? [] : row % 3 == 1 ? [0, 1] : [1])).ToArray();

        var folds = StratifiedFolds.Of(Texts(60), labels, 3, seed: 5);

        Assert.All(Enumerable.Range(0, 3), fold => Assert.InRange(Enumerable.Range(0, 60).Count(row => folds[row] == fold && labels[row].Contains(0)), 6, 7));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    public void Folds_that_cannot_be_are_refused(int rows, int numFolds)
        => Assert.Throws<ArgumentException>(() => StratifiedFolds.Of(Texts(rows), One(rows), numFolds, seed: 1));

    static string[] Texts(int count) => [.. Enumerable.Range(0, count).Select(row => $"{row}")];

    static IReadOnlyList<int>[] One(int count) => [.. Enumerable.Range(0, count).Select(row => (IReadOnlyList<int>)[row % 2])];

    static int[] Sizes(int[] folds, int numFolds) => [.. Enumerable.Range(0, numFolds).Select(fold => folds.Count(other => other == fold))];
}
