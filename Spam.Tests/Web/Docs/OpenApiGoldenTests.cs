using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Spam.Tests.Web.Docs;

/// <summary>The description is the workshop's, with our own routes beside.</summary>
public class OpenApiGoldenTests
{
    [SkippableFact]
    public async Task Paths_ids_schemas_and_statuses_are_the_recorded_ones()
    {
        var recorded = JsonNode.Parse(File.ReadAllText(GoldenData.Require("api/openapi-skeleton.json")))!;

        var document = await DocumentAsync();
        RemoveOwn(document["paths"]!, recorded["paths"]!);
        RemoveOwn(document["components"]!["schemas"]!, recorded["components"]!["schemas"]!);
        Assert.True(document.AsObject().Remove("servers"));
        document["tags"] = new JsonArray([.. document["tags"]!.AsArray().Take(recorded["tags"]!.AsArray().Count).Select(tag => tag!.DeepClone())]);
        document["info"]!.AsObject().Remove("title");
        document["info"]!.AsObject().Remove("license");
        RemoveWords(document);

        Assert.True(JsonNode.DeepEquals(recorded, document), $"expected {recorded}\ngot {document}");
    }

    [Fact]
    public async Task Every_route_of_the_API_is_described_under_its_name()
    {
        await using var server = await TestServer.StartAsync();
        var document = JsonNode.Parse((await server.SendAsync("GET", "/openapi.json")).Text)!;

        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(
            operation => $"{operation.Key.ToUpperInvariant()} {path.Key} {operation.Value!["operationId"]}"));
        var mapped = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText} {endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName}");

        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task A_name_with_quotes_breaks_nothing()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiName = "The \"best\" \\ API" });

        var document = JsonDocument.Parse((await server.SendAsync("GET", "/openapi.json")).Text);

        Assert.Equal("The \"best\" \\ API", document.RootElement.GetProperty("info").GetProperty("title").GetString());
    }

    static async Task<JsonNode> DocumentAsync()
    {
        await using var server = await TestServer.StartAsync();
        return JsonNode.Parse((await server.SendAsync("GET", "/openapi.json")).Text)!;
    }

    static void RemoveOwn(JsonNode members, JsonNode recorded)
    {
        foreach (var (name, _) in members.AsObject().ToList().Where(member => !recorded.AsObject().ContainsKey(member.Key)))
            members.AsObject().Remove(name);
    }

    static void RemoveWords(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                RemoveWords(item);
        }
        else if (node is JsonObject members)
        {
            foreach (var word in (string[])["summary", "description"])
            {
                if (members[word] is JsonValue)
                    members.Remove(word);
            }

            foreach (var member in members)
                RemoveWords(member.Value);
        }
    }
}
