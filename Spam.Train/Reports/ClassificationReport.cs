namespace Spam.Train.Reports;

/// <summary>How well answers fit the truth.</summary>
/// <param name="Title">What was scored.</param>
/// <param name="Scores">For each label, in order.</param>
/// <param name="Confusion">Rows are the truth, columns the answers.</param>
/// <param name="Accuracy">The share of right answers.</param>
/// <param name="MajorityBaseline">The share of right answers when every answer is the same label, the one given.</param>
/// <param name="MajorityLabel">That label.</param>
sealed record ClassificationReport(
    string Title, IReadOnlyList<LabelScores> Scores, IReadOnlyList<IReadOnlyList<int>> Confusion, double Accuracy, double MajorityBaseline, string MajorityLabel) : IAnswerReport
{
    const int WidestMatrix = 20; // labels; a wider one cannot be read in a terminal

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
        var confusion = labels.Select(_ => new int[labels.Count]).ToArray();
        for (var row = 0; row < truth.Count; row++)
            confusion[truth[row]][answers[row]]++;

        var right = 0;
        var scores = new LabelScores[labels.Count];
        for (var label = 0; label < labels.Count; label++)
        {
            var hits = confusion[label][label];
            var given = confusion.Sum(row => row[label]);
            var there = confusion[label].Sum();
            right += hits;
            scores[label] = new(labels[label], Ratio(hits, given), Ratio(hits, there), Ratio(2 * hits, given + there), there);
        }

        return new(title, scores, confusion, Ratio(right, truth.Count), Ratio(scores[majority].NumRows, truth.Count), labels[majority]);
    }

    /// <summary>As tables and facts.</summary>
    public Report ToReport()
    {
        var confusion = Confusion.Select((row, label) => (string[])[Scores[label].Label, .. row.Select(count => $"{count}")]);
        var isWide = Scores.Count > WidestMatrix;
        return new(
            Title,
            [
                LabelScores.TableOf(Scores),
                .. isWide ? [] : (ReportTable[])[new(["truth \\ answer", .. Scores.Select(score => score.Label)], [.. confusion])],
            ],
            [
                .. isWide ? [new("confusion matrix", $"not printed for more than {WidestMatrix} labels")] : (ReportFact[])[],
                new("accuracy", Figures.Share(Accuracy)),
                new("majority baseline", $"{Figures.Share(MajorityBaseline)} (always '{MajorityLabel}')"),
            ]);
    }

    static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
