using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Spam.Web.Http;

/// <summary>Which paths there are, and with which methods: exactly these, in this case, with no slash more. A parameter stands for one segment, or a part of one.</summary>
sealed class RouteTable(EndpointDataSource endpoints)
{
    readonly Lazy<FrozenDictionary<string, Route>> _routes = new(() => Build(endpoints));
    readonly Lazy<IReadOnlyList<(Regex Pattern, Route Route)>> _patterns = new(() => BuildPatterns(endpoints));

    /// <summary>The route of that path.</summary>
    public Route? Find(string path)
    {
        if (_routes.Value.TryGetValue(path, out var exact))
            return exact;
        foreach (var (pattern, route) in _patterns.Value)
        {
            if (pattern.IsMatch(path))
                return route;
        }

        return null;
    }

    static FrozenDictionary<string, Route> Build(EndpointDataSource endpoints)
        => ByPath(endpoints, hasParameters: false).ToFrozenDictionary(group => group.Key, ToRoute, StringComparer.Ordinal);

    static IReadOnlyList<(Regex Pattern, Route Route)> BuildPatterns(EndpointDataSource endpoints)
        => [.. ByPath(endpoints, hasParameters: true).Select(group => (ToRegex(group.First().RoutePattern), ToRoute(group)))];

    static IEnumerable<IGrouping<string, RouteEndpoint>> ByPath(EndpointDataSource endpoints, bool hasParameters) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.Parameters.Count > 0 == hasParameters)
        .GroupBy(endpoint => endpoint.RoutePattern.RawText!); // every route here is written as a text

    static Route ToRoute(IGrouping<string, RouteEndpoint> group) => new(group.Key, group.SelectMany(Methods));

    static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    // The text between colons and slashes: what follows a colon in a segment is a verb, and no part of a name.
    static Regex ToRegex(RoutePattern pattern)
    {
        var segments = pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => Regex.Escape(literal.Content),
            RoutePatternParameterPart when segment.IsSimple => "[^/]+",
            _ => "[^/:]+",
        })));
        return new($@"\A/{string.Join('/', segments)}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
