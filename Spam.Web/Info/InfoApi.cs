using Microsoft.Net.Http.Headers;
using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;
using Spam.Web.Repository;
using Spam.Web.Ui;

namespace Spam.Web.Info;

static class InfoApi
{
    public static void MapInfo(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Info).WithName("basic_info__get");
        routes.MapGet("/info", (HttpContext http, ServiceInfo info) => http.SendAsync(StatusCodes.Status200OK, info.Write())).WithName("service_info");
    }

    static Task Info(HttpContext http, Settings settings, ModelRepository models, StartTime started)
    {
        http.Response.Headers.Vary = HeaderNames.Accept;
        if (http.Request.PrefersHtml())
            return http.SendUiAsync(settings, models);

        using var model = models.Borrow(default);
        var info = new APIInfo(settings.ApiName, settings.Keyspace, http.CallerId(), model.Classifier.Folder, model.Version, started.Text);
        return http.SendAsync(StatusCodes.Status200OK, info.ToJson());
    }
}
