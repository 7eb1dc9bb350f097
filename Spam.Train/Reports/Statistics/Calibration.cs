namespace Spam.Train.Reports.Statistics;

/// <summary>Whether scores can be taken at their word: of the answers with 0.9, are nine in ten right?</summary>
/// <remarks>Source: Guo and others, On Calibration of Modern Neural Networks, 2017. A bin holds its lower end, the last one both ends.</remarks>
/// <param name="Bins">Bins of equal width, from the lowest scores to the highest, also the empty ones.</param>
/// <param name="ExpectedError">How far scores are from the share that is right, bin by bin, weighted with their counts.</param>
/// <param name="LargestError">How far they are in the worst bin.</param>
sealed record Calibration(IReadOnlyList<CalibrationBin> Bins, double ExpectedError, double LargestError)
{
    /// <summary>Counts.</summary>
    /// <param name="scores">Scores.</param>
    /// <param name="isRight">Whether what each score stands for is so.</param>
    /// <param name="lowest">Where the first bin begins: no score is lower.</param>
    /// <param name="numBins">How many bins.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a score is outside of the bins or not a number.</exception>
    public static Calibration Of(IReadOnlyList<double> scores, IReadOnlyList<bool> isRight, double lowest = 0, int numBins = 10)
    {
        if (scores.Count != isRight.Count)
            throw new ArgumentException($"There are {scores.Count} scores and {isRight.Count} truths; give both for each.", nameof(isRight));

        var (counts, right, sums) = (new int[numBins], new int[numBins], new double[numBins]);
        for (var i = 0; i < scores.Count; i++)
        {
            var bin = UnitBins.Of(scores[i], lowest, numBins);
            counts[bin]++;
            sums[bin] += scores[i];
            if (isRight[i])
                right[bin]++;
        }

        var (expected, largest) = (0.0, 0.0);
        var bins = new CalibrationBin[numBins];
        for (var bin = 0; bin < numBins; bin++)
        {
            var (from, to) = UnitBins.Ends(bin, lowest, numBins);
            bins[bin] = counts[bin] == 0 ? new(from, to, 0, null, null) : new(from, to, counts[bin], sums[bin] / counts[bin], (double)right[bin] / counts[bin]);
            if (bins[bin] is { MeanScore: { } mean, ShareRight: { } share })
            {
                expected += Math.Abs(mean - share) * counts[bin] / scores.Count;
                largest = Math.Max(largest, Math.Abs(mean - share));
            }
        }

        return new(bins, expected, largest);
    }

    /// <summary>The calibration of a classifier: of the likeliest label of each row, or of every label of each row where several can be.</summary>
    public static Calibration Of(ScoredRows rows)
    {
        var (scores, isRight) = (new List<double>(), new List<bool>());
        for (var row = 0; row < rows.Count; row++)
        {
            for (var label = 0; label < rows.Labels.Count; label++)
            {
                if (!rows.IsMultiLabel && rows.Likeliest(row) != label)
                    continue;
                scores.Add(rows.Score(row, label));
                isRight.Add(rows.Has(row, label));
            }
        }

        // The likelier of two labels has one half at least.
        return Of(scores, isRight, lowest: !rows.IsMultiLabel && rows.Labels.Count == 2 && scores.TrueForAll(score => score >= 0.5) ? 0.5 : 0);
    }
}

/// <summary>One bin of a <see cref="Calibration"/>.</summary>
/// <param name="From">Its lower end.</param>
/// <param name="To">Its upper end.</param>
/// <param name="Count">How many scores are in it.</param>
/// <param name="MeanScore">Their mean; null where there are none.</param>
/// <param name="ShareRight">The share of them that is right; null where there are none.</param>
sealed record CalibrationBin(double From, double To, int Count, double? MeanScore, double? ShareRight);
