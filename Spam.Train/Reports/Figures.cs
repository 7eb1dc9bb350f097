using System.Globalization;

namespace Spam.Train.Reports;

/// <summary>How numbers are printed, whatever the machine's language.</summary>
static class Figures
{
    /// <summary>A share of one with four digits: <c>0.9586</c>.</summary>
    public static string Share(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A time: <c>12.3 s</c>.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
