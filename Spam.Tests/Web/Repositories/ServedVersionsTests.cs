using System.Text.Json;

namespace Spam.Tests.Web.Repositories;

/// <summary>Versions and labels over the serving protocols.</summary>
public class ServedVersionsTests
{
    const string Texts = """{"signature_name":"classify","instances":["ab"]}""";
    const string Tensors = """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["ab"]}],"outputs":[{"name":"label"}]}""";

    [Theory]
    [InlineData("/v1/models/spam:predict", "two")] // the newest
    [InlineData("/v1/models/spam/versions/1:predict", "one")]
    [InlineData("/v1/models/spam/versions/2:predict", "two")]
    [InlineData("/v1/models/spam/labels/first:predict", "one")]
    [InlineData("/v1/models/spam/labels/canary:predict", "two")]
    [InlineData("/v1/models/tickets:predict", "ticket")]
    [InlineData("/v2/models/spam/infer", "two")]
    [InlineData("/v2/models/spam/versions/v1/infer", "one")]
    [InlineData("/v2/models/spam/versions/1/infer", "one")]
    public async Task The_version_that_is_asked_answers(string path, string label)
    {
        using var models = Write();
        await using var server = await TestServer.StartAsync(models: models.Models);

        var answer = await server.SendAsync("POST", path, path.StartsWith("/v1", StringComparison.Ordinal) ? Texts : Tensors);

        Assert.Equal(200, answer.Status);
        Assert.Contains($"\"{label}\"", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_status_tells_each_version_and_why_one_cannot_be_used()
    {
        using var models = Write();
        await using var server = await TestServer.StartAsync(models: models.Models);

        var all = JsonDocument.Parse((await server.SendAsync("GET", "/v1/models/spam")).Text).RootElement.GetProperty("model_version_status");
        var label = await server.SendAsync("GET", "/v1/models/spam/labels/first");
        var broken = await server.SendAsync("POST", "/v1/models/spam/versions/3:predict", Texts);
        var metadata = await server.SendAsync("GET", "/v1/models/spam/labels/first/metadata");

        Assert.Equal(["3 END", "2 AVAILABLE", "1 AVAILABLE"], all.EnumerateArray().Select(version => $"{version.GetProperty("version").GetString()} {version.GetProperty("state").GetString()}"));
        Assert.Equal("UNKNOWN", all[0].GetProperty("status").GetProperty("error_code").GetString());
        Assert.Contains("is broken", all[0].GetProperty("status").GetProperty("error_message").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"model_version_status":[{"version":"1","state":"AVAILABLE","status":{"error_code":"OK","error_message":""}}]}""", label.Text);
        Assert.Equal((404, """{"error":"Servable not found for request: Specific(spam, 3)"}"""), (broken.Status, broken.Text));
        Assert.StartsWith("""{"model_spec":{"name":"spam","signature_name":"","version":"1"}""", metadata.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_inference_protocol_tells_what_can_be_asked_and_what_cannot()
    {
        using var models = Write();
        models.Write("late/v1", "broken");
        await models.CheckTwiceAsync();
        await using var server = await TestServer.StartAsync(models: models.Models);

        var names = await server.SendAsync("GET", "/v2/models");
        var metadata = JsonDocument.Parse((await server.SendAsync("GET", "/v2/models/spam")).Text).RootElement;
        var ready = await server.SendAsync("POST", "/v2/repository/index", """{"ready":true}""");
        var all = JsonDocument.Parse((await server.SendAsync("POST", "/v2/repository/index")).Text).RootElement;
        var late = await server.SendAsync("GET", "/v2/models/late/ready");
        var serving = await server.SendAsync("POST", "/v1/models/late:predict", Texts);

        Assert.Equal("""{"models":["late","spam","tickets"]}""", names.Text);
        Assert.Equal(["v2", "v1"], metadata.GetProperty("versions").EnumerateArray().Select(version => version.GetString()));
        Assert.Equal("""[{"name":"spam","version":"v2","state":"READY","reason":""},{"name":"spam","version":"v1","state":"READY","reason":""},{"name":"tickets","version":"v1","state":"READY","reason":""}]""", ready.Text);
        Assert.Equal(["late v1 UNAVAILABLE", "spam v3 UNAVAILABLE"], all.EnumerateArray().Where(entry => entry.GetProperty("reason").GetString() != "").Select(entry => $"{entry.GetProperty("name").GetString()} {entry.GetProperty("version").GetString()} {entry.GetProperty("state").GetString()}"));
        Assert.Equal((503, """{"error":"No version of the model 'late' can answer yet."}"""), (late.Status, late.Text));
        Assert.Equal((404, """{"error":"Servable not found for request: Latest(late)"}"""), (serving.Status, serving.Text));
    }

    static FakeRepository Write()
    {
        var models = new FakeRepository();
        models.Write("spam/v1", "one");
        models.Write("spam/v2", "two");
        models.Write("spam/v3", "broken");
        models.Write("tickets/v1", "ticket");
        return models.Open(policy: "all", labels: "spam/first=v1,spam/canary=v2");
    }
}
