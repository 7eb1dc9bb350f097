namespace Spam.Train.Reports.Statistics;

/// <summary>How far scores are from the truth, as probabilities.</summary>
/// <remarks>Source: scikit-learn, <c>log_loss</c> and <c>brier_score_loss</c>. Where a row may have several labels, each is a question of its own, and the mean is taken.</remarks>
static class ProbabilityLosses
{
    const double Smallest = 2.220446049250313e-16; // of double precision: no answer is infinitely wrong

    /// <summary>The mean of minus the logarithm of what the truth was given. A sure answer that is wrong costs most.</summary>
    public static double LogLoss(ScoredRows rows)
    {
        var sum = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var label = 0; label < rows.Labels.Count; label++)
            {
                if (rows.Has(row, label))
                    sum -= Log(rows.Score(row, label));
                else if (rows.IsMultiLabel)
                    sum -= Log(1 - rows.Score(row, label));
            }
        }

        return sum / NumQuestions(rows);
    }

    /// <summary>
    /// The mean squared distance of scores from 0 and 1, summed over labels: from 0 to 2. Halved, so at most 1, for two labels, of which each is the other's rest.
    /// </summary>
    public static double Brier(ScoredRows rows)
    {
        var sum = 0.0;
        for (var row = 0; row < rows.Count; row++)
        {
            for (var label = 0; label < rows.Labels.Count; label++)
            {
                var distance = rows.Score(row, label) - (rows.Has(row, label) ? 1 : 0);
                sum += distance * distance;
            }
        }

        return sum / NumQuestions(rows) / (rows is { IsMultiLabel: false, Labels.Count: 2 } ? 2 : 1);
    }

    static double NumQuestions(ScoredRows rows) => Math.Max(1, (long)rows.Count * (rows.IsMultiLabel ? rows.Labels.Count : 1));

    static double Log(double probability) => Math.Log(Math.Clamp(probability, Smallest, 1));
}
