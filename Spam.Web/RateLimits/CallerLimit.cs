using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Spam.Web.Configuration;
using Spam.Web.Http;
using Spam.Web.Metrics;

namespace Spam.Web.RateLimits;

/// <summary>Lets each caller ask so often, where settings say how often: a bucket of tokens each, filled again as time goes.</summary>
static class CallerLimit
{
    /// <summary>
    /// How many buckets there are at most. Who calls from ever new addresses makes no more of them: callers share buckets by their names' hashes,
    /// which differ from start to start, and two that call at the same time hardly ever meet.
    /// </summary>
    public const int Buckets = 65_536;

    /// <summary>Adds what the limit needs.</summary>
    public static void AddRateLimits(this IServiceCollection services, RateSettings settings) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(http => RateLimitPartition.GetTokenBucketLimiter(BucketOf(http), _ => Bucket(settings)));
        limiter.OnRejected = RefuseAsync;
    });

    /// <summary>The limit, where there is one.</summary>
    public static void UseRateLimits(this IApplicationBuilder app, RateSettings settings)
    {
        if (settings.PerSecond > 0)
            app.UseRateLimiter();
    }

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

    static int BucketOf(HttpContext http)
    {
        var caller = http.KeyOfCaller() ?? Place(http.Connection.RemoteIpAddress);
        return (int)((uint)caller.GetHashCode(StringComparison.Ordinal) % Buckets);
    }

    static TokenBucketRateLimiterOptions Bucket(RateSettings settings) => new()
    {
        TokenLimit = settings.Burst,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / settings.PerSecond,
        QueueLimit = 0,
    };

    static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        http.RequestServices.GetRequiredService<ServiceMeter>().Rejected(Rejection.RateLimited);
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Max(1, Math.Ceiling(time.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return new(http.SendDetailAsync(StatusCodes.Status429TooManyRequests, "You ask more often than you may. Ask again later."));
    }
}
