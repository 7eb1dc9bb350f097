namespace Spam.Train.Reports;

/// <summary>How well one label is found.</summary>
/// <param name="Label">The label.</param>
/// <param name="Precision">Of the rows that were given it, the share that has it; 0 where none was given it.</param>
/// <param name="Recall">Of the rows that have it, the share that was given it; 0 where none has it.</param>
/// <param name="F1">The harmonic mean of both.</param>
/// <param name="NumRows">How many rows have it.</param>
sealed record LabelScores(string Label, double Precision, double Recall, double F1, int NumRows)
{
    /// <summary>Those of several labels as a table.</summary>
    public static ReportTable TableOf(IReadOnlyList<LabelScores> scores) => new(
        ["label", "precision", "recall", "f1", "rows"],
        [.. scores.Select(score => (string[])[score.Label, Figures.Share(score.Precision), Figures.Share(score.Recall), Figures.Share(score.F1), $"{score.NumRows}"])]);
}
