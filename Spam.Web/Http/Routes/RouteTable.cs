using System.Collections.Frozen;

namespace Spam.Web.Http.Routes;

/// <summary>Which paths there are, and with which methods: exactly these, with no slash more.</summary>
sealed class RouteTable(EndpointDataSource endpoints)
{
    readonly Lazy<(FrozenDictionary<string, Route> Exact, Route[] Patterns)> _routes = new(() => Build(endpoints));

    /// <summary>The route of that path.</summary>
    public Route? Find(string path)
    {
        var (exact, patterns) = _routes.Value;
        return exact.GetValueOrDefault(path) ?? Array.Find(patterns, route => route.Matches(path));
    }

    static (FrozenDictionary<string, Route> Exact, Route[] Patterns) Build(EndpointDataSource endpoints)
    {
        var routes = endpoints.Endpoints
            .OfType<RouteEndpoint>()
            .GroupBy(endpoint => endpoint.RoutePattern.RawText!) // every route here is written as a text
            .Select(group => new Route(group.Key, group.SelectMany(Methods)))
            .ToList();
        return (
            routes.Where(route => !route.IsPattern).ToFrozenDictionary(route => route.Path, StringComparer.Ordinal),
            [.. routes.Where(route => route.IsPattern)]);
    }

    static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
}
