using System.Buffers;
using Microsoft.AspNetCore.WebUtilities;
using Spam.Web.Json;

namespace Spam.Web.Http.Answers;

/// <summary>Sends errors as RFC 9457 has them, to whoever asks for that.</summary>
static class Problem
{
    const string ContentType = "application/problem+json";

    /// <summary>Whether the caller's <c>Accept</c> names them.</summary>
    public static bool AcceptsProblem(this HttpRequest request)
        => request.Headers.Accept.Count > 0
            && request.GetTypedHeaders().Accept.Any(range => range.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase) && range.Quality is not 0);

    /// <summary>Sends one.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="detail">What is wrong, in one sentence.</param>
    /// <param name="errors">A list, in JSON, of all that is wrong; empty for none.</param>
    public static Task SendProblemAsync(this HttpContext http, int status, string detail, ReadOnlyMemory<byte> errors = default)
    {
        var body = new ArrayBufferWriter<byte>(256 + errors.Length);
        var json = new JsonWriter(body);
        json.Raw("{\"type\":\"about:blank\",\"title\":"u8);
        json.String(ReasonPhrases.GetReasonPhrase(status));
        json.Raw(",\"status\":"u8);
        json.Integer(status);
        json.Raw(",\"detail\":"u8);
        json.String(detail);
        if (!errors.IsEmpty)
        {
            json.Raw(",\"errors\":"u8);
            json.Raw(errors.Span);
        }

        json.Raw("}"u8);
        return http.SendAsync(status, body.WrittenMemory, ContentType);
    }
}
