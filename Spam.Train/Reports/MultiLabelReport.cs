using Spam.Train.Reports.Statistics;

namespace Spam.Train.Reports;

/// <summary>How well answers fit the truth where a text may have several labels, or none.</summary>
/// <param name="Title">What was scored.</param>
/// <param name="Scores">For each label, in order.</param>
/// <param name="Accuracy">The share of rows that got exactly their labels (subset accuracy).</param>
/// <param name="MicroF1">The F1 of all yes-or-no questions together.</param>
/// <param name="MacroF1">The mean of the labels' F1.</param>
/// <param name="MajorityBaseline">The share of rows that have exactly the labels given, which most training rows have.</param>
/// <param name="MajorityLabels">These labels.</param>
sealed record MultiLabelReport(
    string Title, IReadOnlyList<LabelScores> Scores, double Accuracy, double MicroF1, double MacroF1, double MajorityBaseline, string MajorityLabels) : IAnswerReport
{
    /// <inheritdoc/>
    public IReadOnlyList<(string Name, double Value)> Summary => [("micro_f1", MicroF1), ("macro_f1", MacroF1)];

    /// <summary>Counts.</summary>
    /// <param name="title">What was scored.</param>
    /// <param name="labels">The labels in order.</param>
    /// <param name="truth">For each row the places of its labels.</param>
    /// <param name="answers">For each row the places of the labels that were answered.</param>
    /// <param name="majority">What the majority baseline always answers.</param>
    public static MultiLabelReport Of(
        string title, IReadOnlyList<string> labels, IReadOnlyList<IReadOnlyList<int>> truth, IReadOnlyList<IReadOnlyList<int>> answers, IReadOnlyList<int> majority)
    {
        var counts = AnswerCounts.Of(labels, truth.Count, (row, label) => truth[row].Contains(label), (row, label) => answers[row].Contains(label));
        var numLikeMajority = truth.Count(own => own.ToHashSet().SetEquals(majority));
        return new(
            title, counts.Labels, counts.Accuracy, counts.MicroF1, counts.Labels.Average(score => score.F1),
            AnswerCounts.Ratio(numLikeMajority, truth.Count), majority.Count == 0 ? "no label" : $"'{string.Join(';', majority.Select(label => labels[label]))}'");
    }

    /// <inheritdoc/>
    public Report ToReport() => new(
        Title,
        [LabelScores.TableOf(Scores)],
        [
            new("subset accuracy", Figures.Share(Accuracy)),
            new("micro f1", Figures.Share(MicroF1)),
            new("macro f1", Figures.Share(MacroF1)),
            new("majority baseline", $"{Figures.Share(MajorityBaseline)} (always {MajorityLabels})"),
        ]);
}
