using Spam.Web.Configuration.Reading;

namespace Spam.Web.Configuration;

/// <summary>How often a caller may ask.</summary>
/// <param name="PerSecond">Requests a second, in the long run; 0 for as often as it likes.</param>
/// <param name="Burst">Requests at once, after a pause.</param>
sealed record RateSettings(int PerSecond = 0, int Burst = 0)
{
    /// <summary>Reads <c>RATE_LIMIT</c> and <c>RATE_BURST</c>, which is twice as many where it is not set.</summary>
    public static RateSettings From(SettingsReader read)
    {
        var perSecond = read.Integer("RATE_LIMIT", 0, 0, 1_000_000);
        var burst = read.Integer("RATE_BURST", 0, 0, 10_000_000);
        if (burst > 0 && perSecond == 0)
            read.Add($"RATE_BURST={burst} says how many requests may come at once, but RATE_LIMIT, how many a second, is not set.");
        return new(perSecond, burst > 0 ? burst : 2 * perSecond);
    }
}
