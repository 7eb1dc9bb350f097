namespace Spam.Train.Reports.Statistics.Curves;

/// <summary>Receiver operating characteristic: which share of the rows with a label is found at the price of which share of the others.</summary>
/// <remarks>Rows with equal scores are one step, a slanted one where they are of both kinds. Source: scikit-learn, <c>roc_curve</c> and <c>roc_auc_score</c>.</remarks>
/// <param name="Points">From (0, 0) to (1, 1); points on the straight line between their neighbours are left out.</param>
/// <param name="Area">
/// The area under the curve: the chance that a row with the label scores above one without, ties counted half. Null where all rows have the label, or none.
/// </param>
sealed record RocCurve(IReadOnlyList<RocPoint> Points, double? Area)
{
    /// <summary>The curve.</summary>
    public static RocCurve Of(RankedScores ranks)
    {
        var (with, without) = (ranks.NumWith, ranks.NumWithout);
        if (with == 0 || without == 0)
            return new([], null);

        var points = new List<RocPoint> { new(0, 0, double.PositiveInfinity) };
        var twice = 0L; // twice the area, in rows
        for (var i = 0; i < ranks.Thresholds.Count; i++)
        {
            var (found, wrong) = (ranks.NumFound[i], ranks.NumFalse[i]);
            var (foundBefore, wrongBefore) = i == 0 ? (0, 0) : (ranks.NumFound[i - 1], ranks.NumFalse[i - 1]);
            twice += (long)(wrong - wrongBefore) * (found + foundBefore);
            var turns = i + 1 == ranks.Thresholds.Count
                || (long)(found - foundBefore) * (ranks.NumFalse[i + 1] - wrong) != (long)(wrong - wrongBefore) * (ranks.NumFound[i + 1] - found);
            if (turns)
                points.Add(new((double)wrong / without, (double)found / with, ranks.Thresholds[i]));
        }

        return new(points, twice / (2.0 * with * without));
    }
}

/// <summary>One point of a <see cref="RocCurve"/>.</summary>
/// <param name="FalsePositiveRate">Of the rows without the label, the share that is taken for ones with it.</param>
/// <param name="TruePositiveRate">Of the rows with the label, the share that is found.</param>
/// <param name="Threshold">The score from which on this is so.</param>
sealed record RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);
