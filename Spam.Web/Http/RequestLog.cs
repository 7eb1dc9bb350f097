using System.Diagnostics;
using Spam.Web.Docs;
using Spam.Web.Http.Routes;
using Spam.Web.Metrics;

namespace Spam.Web.Http;

/// <summary>Logs a line for each request: never its query, its body or a path that somebody made up.</summary>
sealed class RequestLog(RequestDelegate next, RouteTable routes, ServiceMeter meter, ILogger<RequestLog> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        var start = Stopwatch.GetTimestamp();
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            http.Response.Headers["Server-Timing"] = $"traceparent;desc=\"{id}\"";
        try
        {
            await next(http);
        }
        finally
        {
            if (Rejection.Of(http.Response.StatusCode) is { } reason)
                meter.Rejected(reason);
            var trace = Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom();
            Log.Answered(logger, MethodOf(http), PathOf(http), http.Response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds, trace);
        }
    }

    static string MethodOf(HttpContext http) => http.Request.Method is { Length: <= 7 } method && method.All(char.IsAsciiLetterUpper) ? method : "(other)";

    string PathOf(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        return routes.Find(path)?.Path ?? (path.StartsWith($"/{DocsApi.Assets}/", StringComparison.Ordinal) ? $"/{DocsApi.Assets}/*" : "(unknown)");
    }
}
