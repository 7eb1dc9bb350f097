namespace Spam.Web.Http.Requests;

/// <summary>Which bodies are read as JSON.</summary>
static class MediaType
{
    /// <summary>Whether the header, absent or empty, or <c>application/json</c>, or <c>application/…+json</c>, says JSON.</summary>
    public static bool IsJson(string? contentType)
    {
        if (string.IsNullOrEmpty(contentType))
            return true;

        var type = contentType.AsSpan();
        if (type.IndexOf(';') is >= 0 and var end)
            type = type[..end];
        type = type.Trim();
        const string application = "application/";
        if (!type.StartsWith(application, StringComparison.OrdinalIgnoreCase))
            return false;

        var subtype = type[application.Length..];
        return subtype.IndexOf('/') < 0
            && (subtype.Equals("json", StringComparison.OrdinalIgnoreCase) || subtype.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
    }
}
