namespace Spam.Web.Http;

/// <summary>A path with its methods.</summary>
sealed class Route(string path, IEnumerable<string> methods)
{
    readonly string[] _methods = [.. methods.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The path.</summary>
    public string Path => path;

    /// <summary>The methods as the <c>Allow</c> header lists them.</summary>
    public string Allow => string.Join(", ", _methods);

    /// <summary>Whether <paramref name="method"/>, in this case, is one of them.</summary>
    public bool Takes(string method) => _methods.Contains(method);
}
