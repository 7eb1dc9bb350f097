using System.Text;
using System.Text.Json;

namespace Spam.Tests.Web;

/// <summary>Requests of the golden files as bytes.</summary>
static class GoldenRequest
{
    /// <summary>What to send for a pair.</summary>
    public static byte[] ToBytes(JsonElement request)
    {
        if (request.TryGetProperty("raw_base64", out var raw))
            return raw.GetBytesFromBase64();

        var body = BodyOf(request);
        var headers = new Dictionary<string, string> { ["host"] = "127.0.0.1", ["connection"] = "close" };
        if (body is not null)
            headers["content-length"] = $"{body.Length}";
        if (request.TryGetProperty("headers", out var given))
        {
            foreach (var header in given.EnumerateObject())
                headers[header.Name] = header.Value.GetString()!;
        }

        var query = Joined(request, "query");
        var target = request.GetProperty("path").GetString() + (query is null ? "" : $"?{query}");
        var lines = headers.Select(header => $"{header.Key}: {header.Value}\r\n");
        return [.. Encoding.Latin1.GetBytes($"{request.GetProperty("method").GetString()} {target} HTTP/1.1\r\n{string.Concat(lines)}\r\n"), .. body ?? []];
    }

    /// <summary>The body, or null for none.</summary>
    public static byte[]? BodyOf(JsonElement message)
        => message.TryGetProperty("body_base64", out var bytes) ? bytes.GetBytesFromBase64()
            : Joined(message, "body") is { } text ? Encoding.UTF8.GetBytes(text)
            : null;

    /// <summary>A text that is there whole, or in parts with the number of times.</summary>
    public static string? Joined(JsonElement message, string name)
    {
        if (message.TryGetProperty(name, out var whole))
            return whole.GetString();
        if (!message.TryGetProperty($"{name}_parts", out var parts))
            return null;

        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
            text.Insert(text.Length, part.GetProperty("text").GetString()!, part.TryGetProperty("times", out var times) ? times.GetInt32() : 1);
        return text.ToString();
    }
}
