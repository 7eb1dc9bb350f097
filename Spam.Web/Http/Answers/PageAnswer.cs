namespace Spam.Web.Http.Answers;

/// <summary>Sends pages.</summary>
static class PageAnswer
{
    // Swagger UI sets styles from its script. Nothing comes from elsewhere, and no script stands in a page.
    const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Sends <paramref name="page"/>.</summary>
    public static Task SendPageAsync(this HttpContext http, Page page, string apiName)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        return http.SendAsync(StatusCodes.Status200OK, page.ToHtmlBytes(apiName), "text/html; charset=utf-8");
    }
}
