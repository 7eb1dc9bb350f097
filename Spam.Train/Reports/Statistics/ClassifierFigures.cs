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
        var (areas, averages) = (new List<double>(), new List<double>());
        for (var label = 0; label < rows.Labels.Count; label++)
        {
            var ranks = RankedScores.Of(rows.ScoresOf(label), rows.TruthOf(label));
            if (RocCurve.Of(ranks).Area is { } area)
                areas.Add(area);
            if (PrecisionRecallCurve.Of(ranks).AveragePrecision is { } average)
                averages.Add(average);
        }

        var counts = AnswerCounts.Of(rows.Labels, rows.Count, rows.Has, rows.Answers);
        return new(
            name, counts.Accuracy, counts.MacroF1, counts.MicroF1, ProbabilityLosses.LogLoss(rows), ProbabilityLosses.Brier(rows), Mean(areas), Mean(averages), counts.Labels);
    }

    static double? Mean(List<double> figures) => figures.Count == 0 ? null : figures.Average();
}
