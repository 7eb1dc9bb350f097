using Spam.Train.Reports;

namespace Spam.Tests.Train.Reports;

public class MultiLabelReportTests
{
    [Fact]
    public void Answers_are_scored_by_hand()
    {
        IReadOnlyList<int>[] truth = [[0, 1], [0], [], [2], [1, 0]];
        IReadOnlyList<int>[] answers = [[0, 1], [0, 2], [], [1], [0]];

        var report = MultiLabelReport.Of("test", ["a", "b", "c", "d"], truth, answers, majority: [0, 1]);

        // a: there 3, given 3, hits 3. b: there 2, given 2, hits 1. c: there 1, given 1, hits 0. d: never.
        Assert.Equal(new("a", 1, 1, 1, 3), report.Scores[0]);
        Assert.Equal(new("b", 0.5, 0.5, 0.5, 2), report.Scores[1]);
        Assert.Equal(new("c", 0, 0, 0, 1), report.Scores[2]);
        Assert.Equal(new("d", 0, 0, 0, 0), report.Scores[3]);
        Assert.Equal(0.4, report.Accuracy); // the first and the third
        Assert.Equal(8 / 12.0, report.MicroF1); // 2 * 4 hits of 6 there and 6 given
        Assert.Equal(1.5 / 4, report.MacroF1);
        Assert.Equal((0.4, "'a;b'"), (report.MajorityBaseline, report.MajorityLabels));
    }

    [Fact]
    public void The_commonest_answer_may_be_no_label()
    {
        var report = MultiLabelReport.Of("test", ["a", "b"], [[], [0]], [[], []], majority: []);

        Assert.Equal((0.5, 0.5, "no label"), (report.Accuracy, report.MajorityBaseline, report.MajorityLabels));
        Assert.Equal("majority baseline", report.ToReport().Facts[^1].Name);
    }
}
