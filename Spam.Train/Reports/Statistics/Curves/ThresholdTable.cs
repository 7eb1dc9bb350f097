namespace Spam.Train.Reports.Statistics.Curves;

/// <summary>What would be if a label were answered from some score on.</summary>
/// <param name="Rows">At thresholds from 0.1 to 0.9.</param>
/// <param name="Best">At the threshold with the highest F1 of all scores that occur, the highest threshold where several are; null where no row has the label.</param>
sealed record ThresholdTable(IReadOnlyList<ThresholdScores> Rows, ThresholdScores? Best)
{
    const int NumThresholds = 9;

    /// <summary>Counts.</summary>
    public static ThresholdTable Of(RankedScores ranks)
    {
        var rows = new ThresholdScores[NumThresholds];
        for (var i = 0; i < NumThresholds; i++)
        {
            var threshold = (i + 1) / 10.0;
            var below = 0; // how many of the scores, from the highest down, reach the threshold
            while (below < ranks.Thresholds.Count && ranks.Thresholds[below] >= threshold)
                below++;
            rows[i] = below == 0 ? At(threshold, 0, 0, ranks.NumWith) : At(threshold, ranks.NumFound[below - 1], ranks.NumFalse[below - 1], ranks.NumWith);
        }

        ThresholdScores? best = null;
        for (var i = 0; i < ranks.Thresholds.Count && ranks.NumWith > 0; i++)
        {
            var scores = At(ranks.Thresholds[i], ranks.NumFound[i], ranks.NumFalse[i], ranks.NumWith);
            if (best is null || scores.F1 > best.F1)
                best = scores;
        }

        return new(rows, best);
    }

    static ThresholdScores At(double threshold, int found, int wrong, int with)
        => new(threshold, found + wrong, Ratio(found, found + wrong), Ratio(found, with), Ratio(2 * found, found + wrong + with));

    static double Ratio(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}

/// <summary>One row of a <see cref="ThresholdTable"/>.</summary>
/// <param name="Threshold">The label is answered where its score is this or more.</param>
/// <param name="NumAnswers">How often it is answered.</param>
/// <param name="Precision">Of these, the share that has it; 0 where there are none.</param>
/// <param name="Recall">Of the rows that have it, the share that is found; 0 where there are none.</param>
/// <param name="F1">The harmonic mean of both.</param>
sealed record ThresholdScores(double Threshold, int NumAnswers, double Precision, double Recall, double F1);
