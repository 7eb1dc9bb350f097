using System.Text.Json;

namespace Spam.Tests.Web.OpenInference;

public class ServerTests(SpamServer shared) : IClassFixture<SpamServer>
{
    [Theory]
    [InlineData("GET", "/v2/health/live", """{"live":true}""")]
    [InlineData("GET", "/v2/health/ready", """{"ready":true}""")]
    [InlineData("GET", "/v2/models", """{"models":["spam"]}""")]
    [InlineData("GET", "/v2/models/spam", """{"name":"spam","versions":["v3"],"platform":"spam_keras","inputs":[{"name":"text","datatype":"BYTES","shape":[-1]}],"outputs":[{"name":"probabilities","datatype":"FP32","shape":[-1,2]},{"name":"label","datatype":"BYTES","shape":[-1]}]}""")]
    [InlineData("GET", "/v2/models/spam/ready", """{"name":"spam","ready":true}""")]
    [InlineData("GET", "/v2/models/spam/versions/v3/ready", """{"name":"spam","ready":true}""")]
    [InlineData("GET", "/v2/models/spam/versions/3/ready", """{"name":"spam","ready":true}""")]
    [InlineData("POST", "/v2/repository/index", """[{"name":"spam","version":"v3","state":"READY","reason":""}]""")]
    public async Task What_there_is_is_told(string method, string path, string expected)
    {
        var server = shared.Server;

        var answer = await server.SendAsync(method, path);

        Assert.Equal((200, expected, "application/json"), (answer.Status, answer.Text, answer.Headers["content-type"]));
    }

    [Fact]
    public async Task The_server_tells_its_name_its_version_and_its_extensions()
    {
        await using var server = await TestServer.StartAsync(classifier: TableClassifier.Spam());

        var answer = JsonDocument.Parse((await server.SendAsync("GET", "/v2")).Text).RootElement;

        Assert.Equal(["name", "version", "extensions"], answer.EnumerateObject().Select(member => member.Name));
        Assert.Equal("Golden API", answer.GetProperty("name").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+$", answer.GetProperty("version").GetString());
        Assert.Equal(["classification", "model_repository"], answer.GetProperty("extensions").EnumerateArray().Select(extension => extension.GetString()));
    }

    [Fact]
    public async Task A_version_is_asked_by_its_name_or_its_number()
    {
        var server = shared.Server;
        const string request = """{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["hi"]}],"outputs":[{"name":"label"}]}""";

        var name = await server.SendAsync("POST", "/v2/models/spam/versions/v3/infer", request);
        var number = await server.SendAsync("POST", "/v2/models/spam/versions/3/infer", request);
        var metadata = await server.SendAsync("GET", "/v2/models/spam/versions/3");

        Assert.Equal("""{"model_name":"spam","model_version":"v3","outputs":[{"name":"label","shape":[1],"datatype":"BYTES","data":["ham"]}]}""", name.Text);
        Assert.Equal(name.Text, number.Text);
        Assert.Equal(200, metadata.Status);
    }

    [Theory]
    [InlineData("GET", "/v2/models/half", 404)]
    [InlineData("GET", "/v2/models/half/ready", 404)]
    [InlineData("POST", "/v2/models/half/infer", 404)]
    [InlineData("GET", "/v2/models/spam/versions/9", 404)]
    [InlineData("POST", "/v2/models/spam/versions/9/infer", 404)]
    [InlineData("GET", "/v2/Models/spam", 404)] // "All strings in all contexts are case-sensitive."
    [InlineData("GET", "/v2/other", 404)]
    [InlineData("GET", "/v2/models/spam/infer", 405)]
    [InlineData("POST", "/v2/health/live", 405)]
    [InlineData("HEAD", "/v2/health/live", 405)]
    [InlineData("POST", "/v2/repository/models/spam/load", 400)]
    [InlineData("POST", "/v2/repository/models/spam/unload", 400)]
    public async Task What_is_not_there_is_an_error_of_the_protocol(string method, string path, int status)
    {
        var server = shared.Server;

        var answer = await server.SendAsync(method, path, method == "POST" ? """{"inputs":[]}""" : null);

        Assert.Equal(status, answer.Status);
        if (method != "HEAD")
            Assert.Equal(["error"], JsonDocument.Parse(answer.Text).RootElement.EnumerateObject().Select(member => member.Name));
        if (status == 405)
            Assert.Equal(path.EndsWith("infer", StringComparison.Ordinal) ? "POST" : "GET", answer.Headers["allow"]);
    }

    [Theory, InlineData("/v2"), InlineData("/v2/models"), InlineData("/v2/models/spam")]
    public async Task A_slash_at_the_end_is_redirected(string path) // as KServe does; the protocol's description in YAML writes /v2/
    {
        var server = shared.Server;

        var answer = await server.SendAsync("GET", $"{path}/");

        Assert.Equal((307, $"http://127.0.0.1{path}"), (answer.Status, answer.Headers["location"]));
    }

    [Theory]
    [InlineData("""{"ready":true}""", 200)]
    [InlineData("""{"ready":false}""", 200)]
    [InlineData("{}", 200)]
    [InlineData("""{"ready":"yes"}""", 400)]
    [InlineData("[]", 400)]
    public async Task The_index_can_be_of_what_is_ready(string request, int status)
    {
        var server = shared.Server;

        Assert.Equal(status, (await server.SendAsync("POST", "/v2/repository/index", request)).Status);
    }

    [Fact]
    public async Task A_server_that_cannot_answer_is_not_ready()
    {
        await using var server = await TestServer.StartAsync(
            classifier: new TableClassifier("spam", "1", ["ham", "spam"], _ => throw new InvalidOperationException("broken")));

        var ready = await server.SendAsync("GET", "/v2/health/ready");
        var live = await server.SendAsync("GET", "/v2/health/live");

        Assert.Equal((503, """{"error":"The server cannot answer; /health/ready says why."}"""), (ready.Status, ready.Text));
        Assert.Equal(200, live.Status);
    }

    [Theory, InlineData("/v2/health/live"), InlineData("/v2/health/ready")]
    public async Task Health_needs_no_key(string path)
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [new string('0', 64)] });

        var health = await server.SendAsync("GET", path);
        var models = await server.SendAsync("GET", "/v2/models");

        Assert.Equal(200, health.Status);
        Assert.Equal(401, models.Status);
        Assert.StartsWith("{\"error\":", models.Text, StringComparison.Ordinal);
    }
}
