using System.Collections.Frozen;

namespace Spam.Web.Http;

/// <summary>Which paths there are, and with which methods: exactly these, in this case, with no slash more.</summary>
sealed class RouteTable(EndpointDataSource endpoints)
{
    readonly Lazy<FrozenDictionary<string, Route>> _routes = new(() => Build(endpoints));

    /// <summary>The route of that path.</summary>
    public Route? Find(string path) => _routes.Value.GetValueOrDefault(path);

    static FrozenDictionary<string, Route> Build(EndpointDataSource endpoints) => endpoints.Endpoints
        .OfType<RouteEndpoint>()
        .GroupBy(endpoint => endpoint.RoutePattern.RawText!) // every route here is written as a text
        .ToFrozenDictionary(group => group.Key, group => new Route(group.Key, group.SelectMany(Methods)), StringComparer.Ordinal);

    static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
}
