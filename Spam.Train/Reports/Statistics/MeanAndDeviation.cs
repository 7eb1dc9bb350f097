namespace Spam.Train.Reports.Statistics;

/// <summary>The middle of some figures, and how far they are from it.</summary>
/// <param name="Mean">Their mean.</param>
/// <param name="Deviation">Their standard deviation, as of a sample (divided by one less than their count); 0 for one figure.</param>
sealed record MeanAndDeviation(double Mean, double Deviation)
{
    /// <summary>Of these figures.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static MeanAndDeviation Of(IReadOnlyCollection<double> figures)
    {
        if (figures.Count == 0)
            throw new ArgumentException("No figures have no mean; give one at least.", nameof(figures));

        var mean = figures.Average();
        var squares = figures.Sum(figure => (figure - mean) * (figure - mean));
        return new(mean, figures.Count == 1 ? 0 : Math.Sqrt(squares / (figures.Count - 1)));
    }
}
