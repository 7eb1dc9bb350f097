using Spam.Web.Configuration;
using Spam.Web.Http.Answers;

namespace Spam.Web.Docs;

/// <summary>The API's description, for people and for programs. Scripts and styles of the page are Swashbuckle's, served below <c>/docs/</c>.</summary>
static class DocsApi
{
    /// <summary>Where the scripts and styles are.</summary>
    public const string Assets = "docs";

    static readonly string[] _read = [HttpMethods.Get, HttpMethods.Head];
    static readonly Page _docs = Page.Load("Docs.docs.html");
    static readonly Page _redirect = Page.Load("Docs.oauth2-redirect.html");
    static readonly Page _openApi = Page.Load("Docs.openapi.json");

    public static void MapDocs(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/docs", _read, Docs);
        routes.MapMethods("/redoc", _read, Docs); // one page for both: there is no ReDoc that would work without the internet
        routes.MapMethods("/docs/oauth2-redirect", _read, Redirect);
        routes.MapMethods("/openapi.json", _read, OpenApi);
    }

    /// <summary>Serves the scripts and styles.</summary>
    public static void UseDocsAssets(this IApplicationBuilder app, Settings settings) => app.UseWhen(
        http => http.Request.Path.Value!.StartsWith($"/{Assets}/", StringComparison.Ordinal), // a path that got here has a value
        assets => assets.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = Assets;
            ui.DocumentTitle = settings.ApiName;
            ui.SwaggerEndpoint("/openapi.json", settings.ApiName);
            ui.EnableDeepLinking();
            ui.ShowExtensions();
            ui.ShowCommonExtensions();
        }));

    static Task Docs(HttpContext http, Settings settings) => http.SendPageAsync(_docs, settings.ApiName);

    static Task Redirect(HttpContext http, Settings settings) => http.SendPageAsync(_redirect, settings.ApiName);

    static Task OpenApi(HttpContext http, Settings settings) => http.SendAsync(StatusCodes.Status200OK, _openApi.ToJsonBytes(settings.ApiName));
}
