using Microsoft.Net.Http.Headers;
using Spam.Web.Configuration;
using Spam.Web.Http;
using Spam.Web.Repository;

namespace Spam.Web.Info;

static class InfoApi
{
    static readonly Page _home = Page.Load("Info.home.html");

    public static void MapInfo(this IEndpointRouteBuilder routes)
        => routes.MapGet("/", Info).WithName("basic_info__get");

    static Task Info(HttpContext http, Settings settings, ModelRepository models, StartTime started)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        if (PrefersHtml(http.Request))
            return http.SendPageAsync(_home, settings.ApiName);

        using var model = models.Borrow(default);
        var info = new APIInfo(settings.ApiName, settings.Keyspace, http.CallerId(), model.Classifier.Folder, model.Version, started.Text);
        return http.SendAsync(StatusCodes.Status200OK, info.ToJson());
    }

    static bool PrefersHtml(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        var html = Quality(accepted, "text/html");
        return html > 0 && html > Quality(accepted, JsonAnswer.ContentType);
    }

    static double Quality(IList<MediaTypeHeaderValue> accepted, string type)
        => accepted
            .Where(range => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
            .Select(range => range.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();
}
