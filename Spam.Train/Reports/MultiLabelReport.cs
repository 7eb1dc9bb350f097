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
        var (hits, given, there) = (new int[labels.Count], new int[labels.Count], new int[labels.Count]);
        var (right, rightMajority) = (0, 0);
        for (var row = 0; row < truth.Count; row++)
        {
            var (wanted, answered) = (truth[row].ToHashSet(), answers[row].ToHashSet());
            right += wanted.SetEquals(answered) ? 1 : 0;
            rightMajority += wanted.SetEquals(majority) ? 1 : 0;
            foreach (var label in wanted)
                there[label]++;
            foreach (var label in answered)
            {
                given[label]++;
                hits[label] += wanted.Contains(label) ? 1 : 0;
            }
        }

        LabelScores[] scores =
        [
            .. labels.Select((name, label) => new LabelScores(
                name, Ratio(hits[label], given[label]), Ratio(hits[label], there[label]), Ratio(2 * hits[label], given[label] + there[label]), there[label])),
        ];
        return new(
            title, scores, Ratio(right, truth.Count), Ratio(2 * hits.Sum(), given.Sum() + there.Sum()), scores.Average(score => score.F1),
            Ratio(rightMajority, truth.Count), majority.Count == 0 ? "no label" : $"'{string.Join(';', majority.Select(label => labels[label]))}'");
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

    static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
