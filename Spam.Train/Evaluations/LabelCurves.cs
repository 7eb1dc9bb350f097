using Spam.Train.Reports.Statistics;
using Spam.Train.Reports.Statistics.Curves;

namespace Spam.Train.Evaluations;

/// <summary>What the scores of one label are worth.</summary>
/// <param name="Label">The label.</param>
/// <param name="NumRows">How many rows have it.</param>
/// <param name="Roc">Found against falsely found.</param>
/// <param name="PrecisionRecall">Right against found.</param>
/// <param name="Thresholds">What other thresholds would give.</param>
/// <param name="Histogram">How its scores are spread.</param>
sealed record LabelCurves(string Label, int NumRows, RocCurve Roc, PrecisionRecallCurve PrecisionRecall, ThresholdTable Thresholds, ScoreHistogram Histogram)
{
    /// <summary>Those of each label.</summary>
    public static IReadOnlyList<LabelCurves> Of(ScoredRows rows)
        => [.. rows.Labels.Select((label, i) =>
        {
            var (scores, truth) = (rows.ScoresOf(i), rows.TruthOf(i));
            var ranks = RankedScores.Of(scores, truth);
            return new LabelCurves(label, ranks.NumWith, RocCurve.Of(ranks), PrecisionRecallCurve.Of(ranks), ThresholdTable.Of(ranks), ScoreHistogram.Of(scores, truth));
        })];
}
