using Spam.Train.Reports;
using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Statistics;

public class ClassifierFiguresTests
{
    [Fact]
    public void Figures_are_those_counted_by_hand()
    {
        // Answers a, b, b, a for truths a, a, b, b: each label is found once of two times, and right once of two times.
        var figures = ClassifierFigures.Of("x", new(["a", "b"], isMultiLabel: false, [[0], [0], [1], [1]], [[0.9, 0.1], [0.4, 0.6], [0.2, 0.8], [0.7, 0.3]]));

        Assert.Equal((0.5, 0.5, 0.5), (figures.Accuracy, figures.MacroF1, figures.MicroF1));
        Assert.Equal(new LabelScores("a", 0.5, 0.5, 0.5, 2), figures.Labels[0]);
        Assert.Equal(0.75, figures.MacroArea); // of four pairs, three are in order
    }

    [Fact]
    public void A_label_that_nowhere_occurs_is_not_in_the_means()
    {
        var figures = ClassifierFigures.Of("x", new(["a", "b", "c"], isMultiLabel: false, [[0], [1]], [[0.8, 0.1, 0.1], [0.1, 0.8, 0.1]]));

        Assert.Equal((1.0, 1.0, 1.0), (figures.Accuracy, figures.MacroF1, figures.MacroArea));
        Assert.Equal(new LabelScores("c", 0, 0, 0, 0), figures.Labels[2]);
    }

    [Fact]
    public void One_label_only_has_no_curve()
    {
        var figures = ClassifierFigures.Of("x", new(["a", "b"], isMultiLabel: false, [[0], [0]], [[0.8, 0.2], [0.4, 0.6]]));

        Assert.Null(figures.MacroArea);
        Assert.Equal(1, figures.MacroAveragePrecision);
        Assert.Equal(0.5, figures.Accuracy);
    }

    [Fact]
    public void Several_labels_are_right_only_together()
    {
        // Row 0 has a and b, answered a and b; row 1 has a, answered a and b; row 2 has none, answered none: a half is not above a half.
        var figures = ClassifierFigures.Of("x", new(["a", "b"], isMultiLabel: true, [[0, 1], [0], []], [[0.51, 0.9], [0.6, 0.7], [0.5, 0.2]]));

        Assert.Equal(2.0 / 3, figures.Accuracy, tolerance: 1e-15);
        Assert.Equal(new LabelScores("b", 0.5, 1, 2.0 / 3, 1), figures.Labels[1]);
        Assert.Equal((1 + (2.0 / 3)) / 2, figures.MacroF1, tolerance: 1e-15);
        Assert.Equal(6.0 / 7, figures.MicroF1, tolerance: 1e-15); // three hits, four answers, three truths
    }

    [Fact]
    public void Micro_F1_is_the_accuracy_where_rows_have_one_label()
    {
        var random = new Random(15);
        var rows = Enumerable.Range(0, 100).Select(_ => Enumerable.Range(0, 4).Select(_ => random.NextDouble()).ToArray()).ToArray();

        var figures = ClassifierFigures.Of("x", new(["a", "b", "c", "d"], isMultiLabel: false, [.. rows.Select(_ => (int[])[random.Next(4)])], rows));

        Assert.Equal(figures.Accuracy, figures.MicroF1, tolerance: 1e-15);
    }
}
