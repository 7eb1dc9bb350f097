using System.Security.Cryptography;
using System.Text;
using Spam.Web.Configuration;
using Spam.Web.Docs;
using Spam.Web.Http.Answers;
using Spam.Web.Http.Requests;
using Spam.Web.Ui;

namespace Spam.Web.Http;

/// <summary>Lets in whoever shows a key, where keys are set, and knows callers by their keys' hashes. Health, documentation and the page are open to all.</summary>
sealed class ApiKeys(RequestDelegate next, Settings settings)
{
    const string Bearer = "Bearer ";

    readonly byte[][] _digests = [.. settings.ApiKeys.Select(Convert.FromHexString)];

    public Task InvokeAsync(HttpContext http)
    {
        if (_digests.Length == 0)
            return next(http);
        if (Find(http.Request) is { } digest)
        {
            http.SetCallerId(Convert.ToHexStringLower(digest));
            return next(http);
        }

        if (IsOpen(http.Request))
            return next(http);
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return http.SendDetailAsync(StatusCodes.Status401Unauthorized, "A valid API key is needed: Authorization: Bearer <key>, or X-API-Key: <key>.");
    }

    byte[]? Find(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var key = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : request.Headers["X-API-Key"].ToString();
        if (key.Length == 0)
            return null;

        // All are compared, and each in full: the time taken tells nothing of how near a guess was.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        byte[]? found = null;
        foreach (var known in _digests)
        {
            if (CryptographicOperations.FixedTimeEquals(known, digest))
                found = known;
        }

        return found;
    }

    static bool IsOpen(HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        return path is "/health/live" or "/health/ready" or "/v2/health/live" or "/v2/health/ready" or "/docs" or "/redoc" or "/openapi.json" or UiApi.Path
            || path.StartsWith($"/{DocsApi.Assets}/", StringComparison.Ordinal)
            || path.StartsWith($"{UiApi.Path}/", StringComparison.Ordinal)
            || (path == "/" && HttpMethods.IsGet(request.Method) && request.PrefersHtml()); // the page again
    }
}
