using Spam.Web.Configuration;
using Spam.Web.Http.Answers;
using Spam.Web.Repository;

namespace Spam.Web.Ui;

/// <summary>The page for people. All of it is part of the program, and nothing in it comes from elsewhere.</summary>
static class UiApi
{
    /// <summary>Where the page is. What it consists of is below.</summary>
    public const string Path = "/ui";

    // No script and no style stands in the page itself: what a text or a label says can do nothing.
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    const string Html = "text/html; charset=utf-8", Css = "text/css; charset=utf-8", JavaScript = "text/javascript; charset=utf-8", Svg = "image/svg+xml";

    static readonly string[] _read = [HttpMethods.Get, HttpMethods.Head];

    static readonly Asset[] _assets =
    [
        Asset.Load("page.css", Css),
        Asset.Load("page.js", JavaScript),
        Asset.Load("service.js", JavaScript),
        Asset.Load("results.js", JavaScript),
        Asset.Load("calls.js", JavaScript),
        Asset.Load("repeat.js", JavaScript),
        Asset.Load("icon.svg", Svg),
    ];

    public static void MapUi(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods(Path, _read, SendUiAsync).DisableRateLimiting();
        foreach (var asset in _assets)
            routes.MapMethods($"{Path}/{asset.Name}", _read, http => SendAssetAsync(http, asset)).DisableRateLimiting();
    }

    /// <summary>Sends the page. It tells of the model that answers now, so it is not kept.</summary>
    public static Task SendUiAsync(this HttpContext http, Settings settings, ModelRepository models)
    {
        using var model = TryBorrow(models);
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return http.SendAsync(StatusCodes.Status200OK, UiPage.Write(settings, models.DefaultName, model?.Classifier), Html);
    }

    // The page is there before the model is.
    static ModelLease? TryBorrow(ModelRepository models)
    {
        try
        {
            return models.Borrow(default);
        }
        catch (Exception cause) when (cause is ModelNotReadyException or UnknownModelException)
        {
            return null;
        }
    }

    // Kept by browsers, which ask each time whether it is still the same: an update is seen at once.
    static Task SendAssetAsync(HttpContext http, Asset asset)
    {
        var headers = http.Response.GetTypedHeaders();
        headers.CacheControl = new() { NoCache = true };
        headers.ETag = asset.Tag;
        var known = http.Request.GetTypedHeaders().IfNoneMatch;
        if (!known.Any(tag => tag.Compare(asset.Tag, useStrongComparison: false)))
            return http.SendAsync(StatusCodes.Status200OK, asset.Contents, asset.ContentType);

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
