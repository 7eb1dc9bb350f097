using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Statistics;

public class ConfusionMatrixTests
{
    static readonly ConfusionMatrix _matrix = new(["a", "b", "c", "d"], [[5, 1, 0, 0], [0, 3, 4, 0], [0, 2, 6, 0], [0, 0, 0, 9]]);

    [Fact]
    public void Rows_are_the_truth_and_columns_the_answers()
    {
        var rows = new ScoredRows(["a", "b"], isMultiLabel: false, [[0], [0], [1]], [[0.9, 0.1], [0.2, 0.8], [0.3, 0.7]]);

        var matrix = ConfusionMatrix.Of(rows);

        Assert.Equal([[1, 1], [0, 1]], matrix.Counts.Select(row => row.ToArray()));
        Assert.Equal(0.5, matrix.Share(0, 1));
    }

    [Fact]
    public void The_largest_confusions_come_first()
        => Assert.Equal([new("b", "c", 4, 4.0 / 7), new("c", "b", 2, 0.25)], _matrix.Largest(2));

    [Fact]
    public void Labels_with_few_mistakes_become_one()
    {
        var focused = _matrix.Focused(3);

        Assert.Equal(["b", "c", ConfusionMatrix.Others], focused.Labels);
        Assert.Equal([[3, 4, 0], [2, 6, 0], [1, 0, 14]], focused.Counts.Select(row => row.ToArray()));
        Assert.Same(_matrix, _matrix.Focused(4));
    }

    [Fact]
    public void A_label_without_rows_has_no_shares() => Assert.Equal(0, new ConfusionMatrix(["a", "b"], [[0, 0], [1, 1]]).Share(0, 0));
}
