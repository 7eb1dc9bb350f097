using Spam.Web.Health;

namespace Spam.Web.Http;

/// <summary>While the service stops, asks each caller to come back on a new connection, which a load balancer leads elsewhere.</summary>
sealed class ClosingConnections(RequestDelegate next, Drain drain)
{
    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state =>
        {
            var (response, drain) = ((HttpResponse, Drain))state;
            if (drain.IsStopping)
                response.Headers.Connection = "close";
            return Task.CompletedTask;
        }, (http.Response, drain));
        return next(http);
    }
}
