using Spam.Train.Reports.Statistics;

namespace Spam.Tests.Train.Reports.Statistics;

public class ProbabilityLossesTests
{
    [Fact]
    public void Of_two_labels_they_are_those_of_scikit_learn()
    {
        // log_loss([1, 0, 0, 1], [[.1, .9], [.9, .1], [.8, .2], [.35, .65]]) = 0.21616..., brier_score_loss([1, 0, 0, 1], [.9, .1, .2, .65]) = 0.045625
        var rows = new ScoredRows(["a", "b"], isMultiLabel: false, [[1], [0], [0], [1]], [[0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]]);

        Assert.Equal(0.21616187468057912, ProbabilityLosses.LogLoss(rows), tolerance: 1e-15);
        Assert.Equal(0.045625, ProbabilityLosses.Brier(rows), tolerance: 1e-15);
    }

    [Fact]
    public void Of_more_labels_squares_are_summed()
    {
        var rows = new ScoredRows(["a", "b", "c"], isMultiLabel: false, [[0], [2]], [[0.5, 0.25, 0.25], [0, 1, 0]]);

        Assert.Equal((0.25 + 0.0625 + 0.0625 + 2) / 2, ProbabilityLosses.Brier(rows), tolerance: 1e-15);
    }

    [Fact]
    public void Each_label_is_a_question_where_there_may_be_several()
    {
        var rows = new ScoredRows(["a", "b"], isMultiLabel: true, [[0, 1], []], [[0.8, 0.5], [0.25, 0.5]]);

        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.5) + Math.Log(0.75) + Math.Log(0.5)) / 4, ProbabilityLosses.LogLoss(rows), tolerance: 1e-15);
        Assert.Equal((0.04 + 0.25 + 0.0625 + 0.25) / 4, ProbabilityLosses.Brier(rows), tolerance: 1e-15);
    }

    [Fact]
    public void Sure_and_wrong_is_costly_but_not_endless()
        => Assert.Equal(36.04, ProbabilityLosses.LogLoss(new(["a", "b"], isMultiLabel: false, [[0]], [[0, 1]])), tolerance: 0.01);

    [Fact]
    public void All_right_costs_nothing()
    {
        var rows = new ScoredRows(["a", "b"], isMultiLabel: false, [[0]], [[1, 0]]);

        Assert.Equal((0, 0), (ProbabilityLosses.LogLoss(rows), ProbabilityLosses.Brier(rows)));
    }
}
