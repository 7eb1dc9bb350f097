namespace Spam.Train.Reports.Html.Charts;

/// <summary>One side of a chart.</summary>
/// <param name="Title">What is measured.</param>
/// <param name="From">The number at its beginning.</param>
/// <param name="To">The number at its end.</param>
/// <param name="Ticks">The numbers that are written.</param>
sealed record Axis(string Title, double From, double To, IReadOnlyList<double> Ticks)
{
    /// <summary>How a number is written.</summary>
    public Func<double, string> Written { get; init; } = Figures.Tick;

    /// <summary>From 0 to 1.</summary>
    public static Axis Unit(string title, double from = 0) => new(title, from, 1, NiceTicks.Of(from, 1));

    /// <summary>Between nice numbers around the given ones.</summary>
    public static Axis Around(string title, double lowest, double highest)
    {
        var ticks = NiceTicks.Around(lowest, highest);
        return new(title, ticks[0], ticks[^1], ticks);
    }

    /// <summary>From 0 to a nice number that is not below <paramref name="highest"/>.</summary>
    public static Axis FromZero(string title, double highest)
    {
        var end = NiceTicks.End(highest);
        return new(title, 0, end, NiceTicks.Of(0, end));
    }
}
