using Spam.Train.Reports.Statistics;

namespace Spam.Train.Evaluations;

/// <summary>A wrong answer.</summary>
/// <param name="Row">The row in the file: 1 is the first below the header.</param>
/// <param name="Truth">The labels that the row has.</param>
/// <param name="Answers">The labels that were answered.</param>
/// <param name="TruthScore">The lowest score of a label that it has; 1 where it has none.</param>
/// <param name="AnswerScore">The highest score of a label that it does not have.</param>
/// <param name="Text">The text, where texts may be shown.</param>
sealed record Mistake(int Row, IReadOnlyList<string> Truth, IReadOnlyList<string> Answers, double TruthScore, double AnswerScore, string? Text)
{
    /// <summary>The answers that were surest and wrong, the surest first.</summary>
    /// <param name="scored">Scores and truth.</param>
    /// <param name="rowNumbers">For each row its number in the file.</param>
    /// <param name="texts">For each row its text; null where texts are not to be shown.</param>
    /// <param name="most">At most so many.</param>
    public static IReadOnlyList<Mistake> Hardest(ScoredRows scored, IReadOnlyList<int> rowNumbers, IReadOnlyList<string>? texts, int most)
        => [.. Enumerable.Range(0, scored.Count)
            .Where(row => !scored.IsRight(row))
            .Select(row => Of(scored, row, rowNumbers[row], texts?[row]))
            .OrderByDescending(mistake => mistake.AnswerScore - mistake.TruthScore)
            .ThenBy(mistake => mistake.Row)
            .Take(most)];

    static Mistake Of(ScoredRows scored, int row, int number, string? text)
    {
        var labels = Enumerable.Range(0, scored.Labels.Count).ToArray();
        return new(
            number,
            [.. labels.Where(label => scored.Has(row, label)).Select(label => scored.Labels[label])],
            [.. labels.Where(label => scored.Answers(row, label)).Select(label => scored.Labels[label])],
            labels.Where(label => scored.Has(row, label)).Select(label => scored.Score(row, label)).DefaultIfEmpty(1).Min(),
            labels.Where(label => !scored.Has(row, label)).Select(label => scored.Score(row, label)).DefaultIfEmpty(0).Max(),
            text);
    }
}
