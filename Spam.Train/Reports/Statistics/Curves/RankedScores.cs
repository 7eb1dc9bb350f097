namespace Spam.Train.Reports.Statistics.Curves;

/// <summary>Scores from the highest down, equal ones together: how many rows with and without the label stand at each score or above.</summary>
/// <param name="Thresholds">Each score that occurs, from the highest down.</param>
/// <param name="NumFound">For each threshold the rows with the label that score as much or more.</param>
/// <param name="NumFalse">For each threshold the rows without the label that score as much or more.</param>
sealed record RankedScores(IReadOnlyList<double> Thresholds, IReadOnlyList<int> NumFound, IReadOnlyList<int> NumFalse)
{
    /// <summary>How many rows have the label.</summary>
    public int NumWith => NumFound.Count == 0 ? 0 : NumFound[^1];

    /// <summary>How many rows do not have it.</summary>
    public int NumWithout => NumFalse.Count == 0 ? 0 : NumFalse[^1];

    /// <summary>Ranks scores.</summary>
    /// <param name="scores">The score of each row.</param>
    /// <param name="hasLabel">Whether each row has the label.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a score is not a number.</exception>
    public static RankedScores Of(IReadOnlyList<double> scores, IReadOnlyList<bool> hasLabel)
    {
        if (scores.Count != hasLabel.Count)
            throw new ArgumentException($"There are {scores.Count} scores and {hasLabel.Count} truths; give both for each row.", nameof(hasLabel));

        var order = new int[scores.Count];
        var keys = new double[scores.Count];
        for (var row = 0; row < order.Length; row++)
        {
            if (double.IsNaN(scores[row]))
                throw new ArgumentException($"The score of row {row} is not a number, so it has no place among the others.", nameof(scores));
            (order[row], keys[row]) = (row, -scores[row]);
        }

        Array.Sort(keys, order);
        var (thresholds, found, wrong) = (new List<double>(), new List<int>(), new List<int>());
        var (numFound, numFalse) = (0, 0);
        for (var i = 0; i < order.Length; i++)
        {
            if (hasLabel[order[i]])
                numFound++;
            else
                numFalse++;
            if (i + 1 < order.Length && keys[i + 1] == keys[i])
                continue; // rows with one score cannot be parted by a threshold

            thresholds.Add(scores[order[i]]);
            found.Add(numFound);
            wrong.Add(numFalse);
        }

        return new(thresholds, found, wrong);
    }
}
