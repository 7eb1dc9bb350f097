using Spam.Train.Reports.Statistics.Curves;

namespace Spam.Train.Reports.Statistics;

/// <summary>The figures by which classifiers are set side by side.</summary>
/// <param name="Name">The classifier.</param>
/// <param name="Accuracy">The share of rows with the right answer: with all their labels and no other, where a row may have several.</param>
/// <param name="MacroF1">The mean F1 of the labels that occur, in the truth or in the answers.</param>
/// <param name="MicroF1">The F1 of all labels counted together; equal to the accuracy where each row has one label.</param>
/// <param name="LogLoss">How surprised it is by the truth; lower is better.</param>
/// <param name="Brier">How far its scores are from the truth; lower is better.</param>
/// <param name="MacroArea">The mean area under the ROC curves of the labels that have one.</param>
/// <param name="MacroAveragePrecision">The mean average precision of the labels that have one.</param>
/// <param name="Labels">Precision, recall and F1 of each label.</param>
sealed record ClassifierFigures(
    string Name, double Accuracy, double MacroF1, double MicroF1, double LogLoss, double Brier, double? MacroArea, double? MacroAveragePrecision,
    IReadOnlyList<LabelScores> Labels)
{
    /// <summary>Counts.</summary>
    public static ClassifierFigures Of(string name, ScoredRows rows)
    {
        var scores = new LabelScores[rows.Labels.Count];
        var (areas, averages, f1) = (new List<double>(), new List<double>(), new List<double>());
        var (hits, answers, truths) = (0, 0, 0);
        for (var label = 0; label < scores.Length; label++)
        {
            var (hit, given, there) = (0, 0, 0);
            for (var row = 0; row < rows.Count; row++)
            {
                given += rows.Answers(row, label) ? 1 : 0;
                there += rows.Has(row, label) ? 1 : 0;
                hit += rows.Answers(row, label) && rows.Has(row, label) ? 1 : 0;
            }

            scores[label] = new(rows.Labels[label], Ratio(hit, given), Ratio(hit, there), Ratio(2 * hit, given + there), there);
            if (given + there > 0)
                f1.Add(scores[label].F1);
            (hits, answers, truths) = (hits + hit, answers + given, truths + there);

            var ranks = RankedScores.Of(rows.ScoresOf(label), rows.TruthOf(label));
            if (RocCurve.Of(ranks).Area is { } area)
                areas.Add(area);
            if (PrecisionRecallCurve.Of(ranks).AveragePrecision is { } average)
                averages.Add(average);
        }

        return new(
            name, Ratio(Enumerable.Range(0, rows.Count).Count(rows.IsRight), rows.Count), Mean(f1) ?? 0, Ratio(2 * hits, answers + truths),
            ProbabilityLosses.LogLoss(rows), ProbabilityLosses.Brier(rows), Mean(areas), Mean(averages), scores);
    }

    static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    static double? Mean(List<double> figures) => figures.Count == 0 ? null : figures.Average();
}
