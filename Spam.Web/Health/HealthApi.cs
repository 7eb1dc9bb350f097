using Spam.Web.Http.Answers;

namespace Spam.Web.Health;

static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live).WithName("health_live").DisableRateLimiting();
        routes.MapGet("/health/ready", Ready).WithName("health_ready").DisableRateLimiting();
    }

    static Task Live(HttpContext http) => http.SendAsync(StatusCodes.Status200OK, "{\"status\":\"alive\"}"u8.ToArray());

    static async Task Ready(HttpContext http, Readiness readiness, FindingsJson json)
    {
        var findings = await readiness.CheckAsync(http.RequestAborted);
        await http.SendAsync(findings.CanAnswer ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, json.Write(findings));
    }
}
