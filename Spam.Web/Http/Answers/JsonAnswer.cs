using System.Buffers;
using Microsoft.Net.Http.Headers;
using Spam.Web.Http.Routes;

namespace Spam.Web.Http.Answers;

/// <summary>Sends JSON of a known length.</summary>
static class JsonAnswer
{
    /// <summary>The content type: no character set, JSON has but one.</summary>
    public const string ContentType = "application/json";

    /// <summary>Sends <paramref name="body"/>.</summary>
    public static Task SendAsync(this HttpContext http, int status, ReadOnlyMemory<byte> body, string contentType = ContentType)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.Headers[HeaderNames.ContentType] = contentType;
        response.ContentLength = body.Length;
        if (HttpMethods.IsHead(http.Request.Method))
            return Task.CompletedTask;

        response.BodyWriter.Write(body.Span);
        return response.BodyWriter.FlushAsync(http.RequestAborted).AsTask();
    }

    /// <summary>
    /// Sends an error in one sentence: <c>{"detail": …}</c>, in the protocols <c>{"error": …}</c>, and RFC 9457 to whoever accepts <c>application/problem+json</c>.
    /// </summary>
    public static Task SendDetailAsync(this HttpContext http, int status, string detail)
    {
        if (http.Request.AcceptsProblem())
            return http.SendProblemAsync(status, detail);

        var body = new ArrayBufferWriter<byte>();
        var json = new Json.JsonWriter(body);
        json.Raw(ProtocolPaths.Of(http.Request.Path.Value) == Protocol.Workshop ? "{\"detail\":"u8 : "{\"error\":"u8);
        json.String(detail);
        json.Raw("}"u8);
        return http.SendAsync(status, body.WrittenMemory);
    }
}
