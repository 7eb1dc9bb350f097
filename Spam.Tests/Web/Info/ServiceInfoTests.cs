using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Spam.Tests.Web.Info;

public class ServiceInfoTests
{
    [Fact]
    public async Task It_tells_models_limits_store_and_versions()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = new(Texts: 7), Inference = new(3, 99), Rate = new(1_000, 2_000) });

        var info = JsonDocument.Parse((await server.SendAsync("GET", "/info")).Text).RootElement;
        var limits = info.GetProperty("limits");

        Assert.Equal(("Golden API", "mock"), (info.GetProperty("api_name").GetString(), info.GetProperty("default_model").GetString()));
        Assert.StartsWith(".NET 10", info.GetProperty("runtime").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(info.GetProperty("version").GetString()!);
        Assert.True(info.GetProperty("uptime_seconds").GetDouble() >= 0);
        Assert.Equal(["ham", "spam"], info.GetProperty("models")[0].GetProperty("versions")[0].GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal((7, 3, 99, 1_000), (Number("texts"), Number("inference_threads"), Number("inference_queue"), Number("requests_per_second")));
        Assert.Equal(JsonValueKind.Null, limits.GetProperty("connections").ValueKind);
        Assert.Equal("up", info.GetProperty("store").GetProperty("state").GetString());

        int Number(string name) => limits.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task It_is_as_described()
    {
        await using var server = await TestServer.StartAsync();
        var info = JsonNode.Parse((await server.SendAsync("GET", "/info")).Text)!.AsObject();
        var schema = JsonNode.Parse((await server.SendAsync("GET", "/openapi.json")).Text)!["components"]!["schemas"]!["ServiceInfo"]!["properties"]!.AsObject();

        Assert.Equal(schema.Select(property => property.Key), info.Select(member => member.Key));
        foreach (var part in (string[])["limits", "store"])
            Assert.Equal(schema[part]!["properties"]!.AsObject().Select(property => property.Key), info[part]!.AsObject().Select(member => member.Key));
        Assert.Equal(
            schema["models"]!["items"]!["properties"]!["versions"]!["items"]!["properties"]!.AsObject().Select(property => property.Key).Where(key => key != "reason"),
            info["models"]![0]!["versions"]![0]!.AsObject().Select(member => member.Key));
    }

    [Fact]
    public async Task It_needs_a_key_where_keys_are_set_and_tells_no_secret()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData("key"u8));
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [digest] });

        var without = await server.SendAsync("GET", "/info");
        var with = await server.SendAsync("GET", "/info", headers: ("x-api-key", "key"));

        Assert.Equal((401, 200), (without.Status, with.Status));
        Assert.DoesNotContain(digest, with.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(server.DataDirectory, with.Text, StringComparison.Ordinal);
    }
}
