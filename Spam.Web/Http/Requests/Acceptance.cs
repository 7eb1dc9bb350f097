using Microsoft.Net.Http.Headers;
using Spam.Web.Http.Answers;

namespace Spam.Web.Http.Requests;

/// <summary>What a caller wants to get.</summary>
static class Acceptance
{
    /// <summary>Whether HTML is wanted more than JSON: a browser asks so, programs do not.</summary>
    public static bool PrefersHtml(this HttpRequest request)
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
