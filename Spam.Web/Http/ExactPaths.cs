using Microsoft.AspNetCore.Http.Features;
using Spam.Web.Configuration;
using Spam.Web.Docs;

namespace Spam.Web.Http;

/// <summary>
/// Decides by the path as it was sent, as the workshop's service does: another case, a dot or a slash more is another path;
/// a slash at the end is redirected; a method that a path does not take is told which it does.
/// </summary>
sealed class ExactPaths(RequestDelegate next, RouteTable routes, Settings settings)
{
    public Task InvokeAsync(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.Length > settings.Limits.UrlLength)
        {
            return http.SendDetailAsync(
                StatusCodes.Status414UriTooLong,
                $"The URL has {target.Length} characters; at most {settings.Limits.UrlLength} are read. Send long texts with POST.");
        }

        var query = target.IndexOf('?');
        var path = QueryText.Decode(query < 0 ? target : target.AsSpan(0, query), plusIsBlank: false);
        if (routes.Find(path) is { } route)
            return route.Takes(http.Request.Method) ? PassOn(http, path) : RefuseMethod(http, route, path);
        if (path.StartsWith($"/{DocsApi.Assets}/", StringComparison.Ordinal) && !path.EndsWith('/'))
            return PassOn(http, path);
        return path.EndsWith('/') && ProtocolPaths.Of(path) != Protocol.TensorFlowServing && routes.Find(path.TrimEnd('/')) is not null
            ? RedirectAsync(http, new PathString(path.TrimEnd('/')).ToUriComponent(), query < 0 ? "" : target[query..])
            : RefusePath(http, path);
    }

    Task PassOn(HttpContext http, string path)
    {
        http.Request.Path = path;
        return next(http);
    }

    // TensorFlow Serving tells neither from a request that is wrong in itself.
    static Task RefusePath(HttpContext http, string path)
        => ProtocolPaths.Of(path) == Protocol.TensorFlowServing
            ? http.SendDetailAsync(StatusCodes.Status400BadRequest, $"Malformed request: {http.Request.Method} {path}")
            : http.SendDetailAsync(StatusCodes.Status404NotFound, "Not Found");

    static Task RefuseMethod(HttpContext http, Route route, string path)
    {
        if (ProtocolPaths.Of(path) == Protocol.TensorFlowServing)
            return RefusePath(http, path);
        http.Response.Headers.Allow = route.Allow;
        return http.SendDetailAsync(StatusCodes.Status405MethodNotAllowed, "Method Not Allowed");
    }

    static Task RedirectAsync(HttpContext http, string path, string query)
    {
        var request = http.Request;
        var host = request.Host.HasValue ? request.Host.Value : $"{http.Connection.LocalIpAddress}:{http.Connection.LocalPort}";
        http.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        http.Response.Headers.Location = $"{request.Scheme}://{host}{path}{query}";
        return http.Response.StartAsync(http.RequestAborted); // with no length: an empty chunked body
    }
}
