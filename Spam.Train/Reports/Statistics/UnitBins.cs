namespace Spam.Train.Reports.Statistics;

/// <summary>Bins of equal width that end at 1.</summary>
static class UnitBins
{
    const double Rounding = 1e-6; // a score in single precision may pass an end by a hair

    /// <summary>The bin of a number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside of the bins, or not a number.</exception>
    public static int Of(double value, double lowest, int numBins)
    {
        if (!(value >= lowest - Rounding && value <= 1 + Rounding))
            throw new ArgumentOutOfRangeException(nameof(value), value, $"A score must be a number from {lowest} to 1.");

        return Math.Clamp((int)((value - lowest) / (1 - lowest) * numBins), 0, numBins - 1);
    }

    /// <summary>Where a bin begins and ends.</summary>
    public static (double From, double To) Ends(int bin, double lowest, int numBins)
        => (lowest + ((1 - lowest) * bin / numBins), lowest + ((1 - lowest) * (bin + 1) / numBins));
}
