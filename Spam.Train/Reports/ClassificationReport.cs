using Spam.Train.Reports.Statistics;
using Spam.Train.Reports.Tables;

namespace Spam.Train.Reports;

/// <summary>How well answers fit the truth.</summary>
/// <param name="Title">What was scored.</param>
/// <param name="Scores">For each label, in order.</param>
/// <param name="Confusion">Which label was answered for which.</param>
/// <param name="Accuracy">The share of right answers.</param>
/// <param name="MajorityBaseline">The share of right answers when every answer is the same label, the one given.</param>
/// <param name="MajorityLabel">That label.</param>
sealed record ClassificationReport(
    string Title, IReadOnlyList<LabelScores> Scores, ConfusionMatrix Confusion, double Accuracy, double MajorityBaseline, string MajorityLabel) : IAnswerReport
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Summary => [];

    /// <summary>Counts.</summary>
    /// <param name="title">What was scored.</param>
    /// <param name="labels">The labels in order.</param>
    /// <param name="truth">For each row the place of its label.</param>
    /// <param name="answers">For each row the place of the label that was answered.</param>
    /// <param name="majority">The place of the label that the majority baseline always answers.</param>
    public static ClassificationReport Of(string title, IReadOnlyList<string> labels, IReadOnlyList<int> truth, IReadOnlyList<int> answers, int majority)
    {
        var counts = AnswerCounts.Of(labels, truth.Count, (row, label) => truth[row] == label, (row, label) => answers[row] == label);
        return new(
            title, counts.Labels, ConfusionMatrix.Of(labels, truth, answers), counts.Accuracy,
            AnswerCounts.Ratio(counts.Labels[majority].NumRows, truth.Count), labels[majority]);
    }

    /// <summary>As tables and facts.</summary>
    public Report ToReport() => new(
        Title,
        [LabelScores.TableOf(Scores), .. ConfusionTable.Of(Confusion)],
        [
            .. ConfusionTable.FactsOf(Confusion),
            new("accuracy", Figures.Share(Accuracy)),
            new("majority baseline", $"{Figures.Share(MajorityBaseline)} (always '{MajorityLabel}')"),
        ]);
}
