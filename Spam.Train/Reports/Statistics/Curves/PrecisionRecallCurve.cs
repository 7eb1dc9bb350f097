namespace Spam.Train.Reports.Statistics.Curves;

/// <summary>Which share of the answers is right, for each share of the rows with a label that is found.</summary>
/// <remarks>Source: scikit-learn, <c>precision_recall_curve</c> and <c>average_precision_score</c>.</remarks>
/// <param name="Points">From the highest threshold, which finds least, to the lowest.</param>
/// <param name="AveragePrecision">
/// The precision at each threshold, weighted with the recall that it adds: the sum of (recall - recall before) precision. Null where no row has the label.
/// </param>
/// <param name="Chance">The precision of a guess: the share of rows with the label.</param>
sealed record PrecisionRecallCurve(IReadOnlyList<PrecisionRecallPoint> Points, double? AveragePrecision, double Chance)
{
    /// <summary>The curve.</summary>
    public static PrecisionRecallCurve Of(RankedScores ranks)
    {
        if (ranks.NumWith == 0)
            return new([], null, 0);

        var points = new List<PrecisionRecallPoint>();
        var average = 0.0;
        var foundBefore = 0;
        for (var i = 0; i < ranks.Thresholds.Count; i++)
        {
            var found = ranks.NumFound[i];
            var precision = (double)found / (found + ranks.NumFalse[i]);
            average += precision * (found - foundBefore) / ranks.NumWith;
            points.Add(new((double)found / ranks.NumWith, precision, ranks.Thresholds[i]));
            foundBefore = found;
        }

        return new(points, average, (double)ranks.NumWith / (ranks.NumWith + ranks.NumWithout));
    }
}

/// <summary>One point of a <see cref="PrecisionRecallCurve"/>.</summary>
/// <param name="Recall">Of the rows with the label, the share that is found.</param>
/// <param name="Precision">Of the rows that are taken for ones with it, the share that has it.</param>
/// <param name="Threshold">The score from which on this is so.</param>
sealed record PrecisionRecallPoint(double Recall, double Precision, double Threshold);
