using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;
using Spam.Web.Metrics;

namespace Spam.Web.RateLimits;

/// <summary>Lets each caller ask so often, where settings say how often.</summary>
static class RateLimitsApi
{
    /// <summary>Adds what the limit needs.</summary>
    public static void AddRateLimits(this IServiceCollection services, RateSettings settings) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, int>(http => RateLimitPartition.GetTokenBucketLimiter(
            CallerBuckets.Of(http.KeyOfCaller(), http.Connection.RemoteIpAddress), _ => CallerBuckets.Full(settings)));
        limiter.OnRejected = RefuseAsync;
    });

    /// <summary>The limit, where there is one.</summary>
    public static void UseRateLimits(this IApplicationBuilder app, RateSettings settings)
    {
        if (settings.PerSecond > 0)
            app.UseRateLimiter();
    }

    static ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        http.RequestServices.GetRequiredService<ServiceMeter>().Rejected(Rejection.RateLimited);
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Max(1, Math.Ceiling(time.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return new(http.SendDetailAsync(StatusCodes.Status429TooManyRequests, "You ask more often than you may. Ask again later."));
    }
}
