using Spam.Train.Evaluations;
using Spam.Train.Reports.Html.Charts;
using Spam.Train.Reports.Statistics.Curves;

namespace Spam.Train.Reports.Html.Sections;

/// <summary>How the scores of each label are spread, and what other thresholds would give.</summary>
static class ThresholdSection
{
    const int MostOpen = 5; // labels; more are folded up

    /// <summary>The section.</summary>
    public static Element Of(Evaluation evaluation)
    {
        var section = Parts.Section(
            "thresholds", "Scores and thresholds",
            "Where a wrong answer of one kind costs more than the other, answer a label only from another score on. The row marked best has the highest F1 of all thresholds.");
        foreach (var label in evaluation.Labels)
        {
            var content = Parts.Pictures(HistogramChart.Of(label.Label, label.Histogram), new Element("div", TableOf(label)));
            section.Add(evaluation.Labels.Count <= MostOpen
                ? new Element("div", new Element("h3", Names.Label(label.Label)), content)
                : new Element("details", new Element("summary", Names.Label(label.Label), " ", new Element("span", Best(label)).With("class", "note")), content));
        }

        return section;
    }

    static Element TableOf(LabelCurves label)
    {
        var best = label.Thresholds.Best;
        var rows = label.Thresholds.Rows.Where(row => row.Threshold != best?.Threshold).Select(row => Row(row, "")).ToList();
        if (best is not null)
            rows.Insert(label.Thresholds.Rows.Count(row => row.Threshold < best.Threshold), Row(best, " best"));
        return Parts.Table($"Thresholds of {Names.InPicture(label.Label, 40)}", ["from score", "precision", "recall", "F1", "answers"], rows);
    }

    static Node[] Row(ThresholdScores row, string mark) =>
    [
        mark.Length == 0 ? Figures.Tick(row.Threshold) : new Element("span", Figures.Threshold(row.Threshold), new Element("em", mark)),
        Figures.Share(row.Precision), Figures.Share(row.Recall), Figures.Share(row.F1), Figures.Count(row.NumAnswers),
    ];

    static string Best(LabelCurves label)
        => label.Thresholds.Best is { } best ? $"{Figures.Count(label.NumRows)} rows, best F1 {Figures.Share(best.F1)} from {Figures.Threshold(best.Threshold)}" : "no rows";
}
