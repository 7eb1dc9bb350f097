using System.Buffers;
using Spam.Web.Http;
using Spam.Web.Json;

namespace Spam.Web.Health;

static class HealthApi
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live).WithName("health_live");
        routes.MapGet("/health/ready", Ready).WithName("health_ready");
    }

    static Task Live(HttpContext http) => http.SendAsync(StatusCodes.Status200OK, "{\"status\":\"alive\"}"u8.ToArray());

    static async Task Ready(HttpContext http, Readiness readiness)
    {
        var state = await readiness.CheckAsync(http.RequestAborted);
        var body = new ArrayBufferWriter<byte>(512);
        readiness.Write(new JsonWriter(body), state);
        await http.SendAsync(state == ReadyState.Stopping ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, body.WrittenMemory);
    }
}
