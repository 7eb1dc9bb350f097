namespace Spam.Train.Reports.Statistics;

/// <summary>Between which shares the true one lies, with a certainty of 95 %, after so many tries.</summary>
/// <remarks>Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927.</remarks>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
sealed record ShareInterval(double Low, double High)
{
    const double Quantile = 1.959963984540054; // of the normal distribution, for 95 %

    /// <summary>The interval.</summary>
    /// <param name="share">The share that was seen.</param>
    /// <param name="count">In how many tries.</param>
    public static ShareInterval Of(double share, int count)
    {
        if (count == 0)
            return new(0, 1);

        var square = Quantile * Quantile / count;
        var middle = (share + (square / 2)) / (1 + square);
        var reach = Quantile * Math.Sqrt((share * (1 - share) / count) + (square / (4 * count))) / (1 + square);
        return new(Math.Max(0, middle - reach), Math.Min(1, middle + reach));
    }
}
