namespace Spam.Train.Reports.Statistics;

/// <summary>How the scores of one label are spread, for the rows that have it and those that do not.</summary>
/// <param name="With">Rows that have the label, in bins of equal width from 0 to 1.</param>
/// <param name="Without">Rows that do not.</param>
sealed record ScoreHistogram(IReadOnlyList<int> With, IReadOnlyList<int> Without)
{
    /// <summary>Counts.</summary>
    /// <param name="scores">The score of each row.</param>
    /// <param name="hasLabel">Whether each row has the label.</param>
    /// <param name="numBins">How many bins.</param>
    public static ScoreHistogram Of(IReadOnlyList<double> scores, IReadOnlyList<bool> hasLabel, int numBins = 20)
    {
        var (with, without) = (new int[numBins], new int[numBins]);
        for (var i = 0; i < scores.Count; i++)
            (hasLabel[i] ? with : without)[UnitBins.Of(scores[i], lowest: 0, numBins)]++;
        return new(with, without);
    }
}
