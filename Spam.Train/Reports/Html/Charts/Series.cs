namespace Spam.Train.Reports.Html.Charts;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Points">Its points in the axes' numbers.</param>
/// <param name="Note">What the legend says behind the name.</param>
sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points, string Note = "")
{
    /// <summary>How many lines can be told apart, by colour and by dashes.</summary>
    public const int MostTold = 6;
}
