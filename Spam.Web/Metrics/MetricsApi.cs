using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Metrics.Prometheus;

namespace Spam.Web.Metrics;

static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        if (!routes.ServiceProvider.GetRequiredService<Settings>().Metrics)
            return;
        var listener = routes.ServiceProvider.GetRequiredService<MetricsListener>(); // it listens from now on, before the first request
        routes.ServiceProvider.GetRequiredService<ServiceMeter>().Begin();
        routes.ServiceProvider.GetRequiredService<ServiceGauges>().Begin();
        routes.MapGet("/metrics", http => http.SendAsync(StatusCodes.Status200OK, listener.Write(), MetricsText.ContentType)).WithName("metrics").DisableRateLimiting();
    }
}
