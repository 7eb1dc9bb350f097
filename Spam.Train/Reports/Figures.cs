using System.Globalization;

namespace Spam.Train.Reports;

/// <summary>How numbers are printed, whatever the machine's language.</summary>
static class Figures
{
    /// <summary>A share of one with four digits: <c>0.9586</c>.</summary>
    public static string Share(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A time: <c>12.3 s</c>.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <summary>A share of one with four digits, or a dash where there is none.</summary>
    public static string ShareOrDash(double? value) => value is { } share ? Share(share) : "–";

    /// <summary>A share of one in hundredths: <c>95.9 %</c>.</summary>
    public static string Percent(double value) => (100 * value).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>A count with commas: <c>2,697</c>.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A length in a picture: <c>12.5</c>.</summary>
    public static string Length(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A number beside an axis, with as many digits as it needs.</summary>
    public static string Tick(double value) => Math.Round(value, 10).ToString("#,0.##########", CultureInfo.InvariantCulture);

    /// <summary>A difference of shares in hundredths: <c>2.4 points</c>.</summary>
    public static string Points(double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " points";

    /// <summary>A score to compare with, with as many digits as tell it from 0 and from 1.</summary>
    public static string Threshold(double value) => value is > 0 and < 0.0001 or > 0.9999 and < 1 ? value.ToString("0.0000####", CultureInfo.InvariantCulture) : Share(value);
}
