using System.Net;
using System.Threading.RateLimiting;
using Spam.Web.Configuration;

namespace Spam.Web.RateLimits;

/// <summary>Which bucket of tokens a caller takes from, and how it fills.</summary>
static class CallerBuckets
{
    /// <summary>
    /// How many there are at most. Who calls from ever new addresses makes no more of them: callers share buckets by their names' hashes,
    /// which differ from start to start, and two that call at the same time hardly ever meet.
    /// </summary>
    public const int Most = 65_536;

    /// <summary>The bucket of a caller: the hash of its API key, or null, and its address.</summary>
    public static int Of(string? key, IPAddress? address)
        => (int)((uint)(key ?? Place(address)).GetHashCode(StringComparison.Ordinal) % Most);

    /// <summary>By what a caller without a key is known here: an address; of IPv6 its network, as a host has all addresses of one.</summary>
    public static string Place(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4().ToString();
        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? address.ToString() : Convert.ToHexString(bytes, 0, 8);
    }

    /// <summary>A full bucket, which fills by a token at a time.</summary>
    public static TokenBucketRateLimiterOptions Full(RateSettings settings) => new()
    {
        TokenLimit = settings.Burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / settings.PerSecond,
        QueueLimit = 0,
    };
}
