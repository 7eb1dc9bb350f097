namespace Spam.Train.Reports.Statistics;

/// <summary>How answers fit the truth, counted: for each label, and for rows as a whole.</summary>
/// <param name="Labels">Precision, recall and F1 of each label, in order.</param>
/// <param name="Accuracy">The share of rows that got their labels, neither more nor fewer.</param>
/// <param name="MicroF1">The F1 of all labels counted together.</param>
/// <param name="MacroF1">The mean F1 of the labels that occur, in the truth or in the answers; 0 where none does.</param>
sealed record AnswerCounts(IReadOnlyList<LabelScores> Labels, double Accuracy, double MicroF1, double MacroF1)
{
    /// <summary>Counts.</summary>
    /// <param name="labels">The labels in order.</param>
    /// <param name="numRows">How many rows there are.</param>
    /// <param name="has">Whether a row has a label, by their places.</param>
    /// <param name="answers">Whether a row was given a label.</param>
    public static AnswerCounts Of(IReadOnlyList<string> labels, int numRows, Func<int, int, bool> has, Func<int, int, bool> answers)
    {
        var (hits, given, there) = (new int[labels.Count], new int[labels.Count], new int[labels.Count]);
        var numRight = 0;
        for (var row = 0; row < numRows; row++)
        {
            var isRight = true;
            for (var label = 0; label < labels.Count; label++)
            {
                var (isThere, isGiven) = (has(row, label), answers(row, label));
                there[label] += isThere ? 1 : 0;
                given[label] += isGiven ? 1 : 0;
                hits[label] += isThere && isGiven ? 1 : 0;
                isRight &= isThere == isGiven;
            }

            numRight += isRight ? 1 : 0;
        }

        LabelScores[] scores =
        [
            .. labels.Select((name, label) => new LabelScores(
                name, Ratio(hits[label], given[label]), Ratio(hits[label], there[label]), Ratio(2 * hits[label], given[label] + there[label]), there[label])),
        ];
        var occurring = scores.Where((_, label) => given[label] + there[label] > 0);
        return new(
            scores, Ratio(numRight, numRows), Ratio(2 * hits.Sum(), given.Sum() + there.Sum()), occurring.Select(score => score.F1).DefaultIfEmpty().Average());
    }

    /// <summary>A part of a whole; 0 of nothing.</summary>
    public static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
