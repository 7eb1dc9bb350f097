using Spam.Train.Data;
using Spam.Train.Reports;
using Spam.Train.Reports.Printing;
using Spectre.Console;

namespace Spam.Tests.Train.Reports;

public class ReportTests
{
    [Fact]
    public void A_data_set_is_counted()
    {
        var dataSet = new DataSet("d.csv", ["a b", "c", "a b", "d", "", "a b"], [0, 1, 0, 1, 0, 0], ["ham", "spam"]);

        var report = DatasetReport.Of(dataSet, train: [0, 1, 3, 4], test: [2, 5], sequences: [[1, 2], [3], [1, 2], [], [], [1, 2]]);

        Assert.Equal([2, 2], report.TrainRows);
        Assert.Equal([2, 0], report.TestRows);
        Assert.Equal(2, report.NumDuplicates);
        Assert.Equal(2, report.NumTestRowsInTrain);
        Assert.Equal(2, report.NumWithoutKnownWord);
        Assert.Equal(2, report.LongestText);
        Assert.Equal(("ham", 1.0), (report.MajorityLabel, report.MajorityBaseline));
    }

    [Fact]
    public void Answers_are_scored_for_each_label()
    {
        var report = ClassificationReport.Of("test", ["ham", "spam", "none"], truth: [0, 0, 0, 1, 1], answers: [0, 0, 1, 1, 0], majority: 0);

        Assert.Equal(0.6, report.Accuracy);
        Assert.Equal(0.6, report.MajorityBaseline);
        Assert.Equal(new("ham", 2 / 3.0, 2 / 3.0, 4 / 6.0, 3), report.Scores[0]);
        Assert.Equal(new("spam", 0.5, 0.5, 0.5, 2), report.Scores[1]);
        Assert.Equal(new("none", 0, 0, 0, 0), report.Scores[2]);
        Assert.Equal([[2, 1, 0], [1, 1, 0], [0, 0, 0]], report.Confusion.Counts);
    }

    [Fact]
    public void Plain_lines_are_the_same_everywhere()
    {
        var output = new StringWriter { NewLine = "\n" };

        new PlainReportPrinter(output).Print(ClassificationReport.Of("4 test rows", ["ham", "spam"], [0, 0, 1, 1], [0, 0, 1, 0], 0).ToReport());

        Assert.Equal(
            """
            4 test rows
              label  precision  recall      f1  rows
              ham       0.6667  1.0000  0.8000     2
              spam      1.0000  0.5000  0.6667     2
              truth \ answer  ham  spam
              ham               2     0
              spam              1     1
              accuracy           0.7500
              majority baseline  0.5000 (always 'ham')


            """.ReplaceLineEndings("\n"), output.ToString());
    }

    [Fact]
    public void A_label_cannot_send_codes_to_the_terminal()
    {
        var report = ClassificationReport.Of("t", ["\u001b[2Jham", "[red]spam"], [0, 1], [0, 1], 0).ToReport();
        var plain = new StringWriter();
        var terminal = new StringWriter();

        new PlainReportPrinter(plain).Print(report);
        new TerminalReportPrinter(AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(terminal) })).Print(report);

        foreach (var text in new[] { plain.ToString(), terminal.ToString() })
        {
            Assert.Contains(@"\u001b[2Jham", text, StringComparison.Ordinal);
            Assert.Contains("[red]spam", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', text);
        }
    }

    [Fact]
    public void A_matrix_too_wide_to_read_is_not_printed()
    {
        var labels = Enumerable.Range(0, 21).Select(i => $"label{i}").ToArray();

        var report = ClassificationReport.Of("t", labels, [0], [0], 0).ToReport();

        Assert.Single(report.Tables);
        Assert.Contains(report.Facts, fact => fact.Value == "not printed for more than 20 labels");
    }
}
