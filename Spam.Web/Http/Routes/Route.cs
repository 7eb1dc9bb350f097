namespace Spam.Web.Http.Routes;

/// <summary>
/// A path with its methods. Names in braces stand for anything without a slash, or, where a verb may follow, without a colon: <c>/v1/models/{model}:predict</c>.
/// </summary>
sealed class Route(string path, IEnumerable<string> methods)
{
    readonly string[] _methods = [.. methods.Distinct().Order(StringComparer.Ordinal)];

    // TensorFlow Serving reads paths in any case of the letters, and has verbs; everything else here is exact.
    readonly StringComparison _comparison = ProtocolPaths.Of(path) == Protocol.TensorFlowServing ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
    readonly string _afterName = ProtocolPaths.Of(path) == Protocol.TensorFlowServing ? "/:" : "/";

    /// <summary>The path, with braces where it has names.</summary>
    public string Path => path;

    /// <summary>Whether other paths match it than the one that it is written as.</summary>
    public bool IsPattern { get; } = path.Contains('{') || ProtocolPaths.Of(path) == Protocol.TensorFlowServing;

    /// <summary>The methods as the <c>Allow</c> header lists them.</summary>
    public string Allow => string.Join(", ", _methods);

    /// <summary>Whether <paramref name="method"/>, in this case, is one of them.</summary>
    public bool Takes(string method) => _methods.Contains(method);

    /// <summary>Whether <paramref name="sent"/> is such a path.</summary>
    public bool Matches(ReadOnlySpan<char> sent)
    {
        var pattern = path.AsSpan();
        while (pattern.IndexOf('{') is >= 0 and var name)
        {
            if (!sent.StartsWith(pattern[..name], _comparison))
                return false;
            sent = sent[name..];
            var length = sent.IndexOfAny(_afterName) is >= 0 and var end ? end : sent.Length;
            if (length == 0)
                return false;
            sent = sent[length..];
            pattern = pattern[(pattern.IndexOf('}') + 1)..];
        }

        return sent.Equals(pattern, _comparison);
    }
}
