using System.Text.Json;

namespace Spam.Tests.Web.TensorFlowServing;

public class ModelTests(SpamServer shared) : IClassFixture<SpamServer>
{
    const string Status = """{"model_version_status":[{"version":"3","state":"AVAILABLE","status":{"error_code":"OK","error_message":""}}]}""";

    [Theory]
    [InlineData("/v1/models/spam")]
    [InlineData("/v1/models/spam/versions/3")]
    [InlineData("/v1/models/spam/versions/03")]
    [InlineData("/V1/Models/spam/VERSIONS/3")] // paths are read in any case of the letters
    [InlineData("/v1/models/spam?text=a")]
    [InlineData("/v1/models/%73pam")]
    public async Task The_status_of_versions_is_told(string path)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("GET", path);

        Assert.Equal((200, Status, "application/json"), (answer.Status, answer.Text, answer.Headers["content-type"]));
    }

    [Theory]
    [InlineData("GET", "/v1/models/half", 404, "Could not find any versions of model half")]
    [InlineData("GET", "/v1/models/spam/versions/5", 404, "Could not find version 5 of model spam")]
    [InlineData("GET", "/v1/models/half/versions/5", 404, "Could not find version 5 of model half")]
    [InlineData("GET", "/v1/models/spam/labels/canary", 400, "Unrecognized servable version label: canary")]
    [InlineData("GET", "/v1/models/spam/versions/99999999999999999999", 400, "Failed to convert version: 99999999999999999999 to numeric.")]
    [InlineData("GET", "/v1/models/half/metadata", 404, "Servable not found for request: Latest(half)")]
    [InlineData("GET", "/v1/models/spam/versions/5/metadata", 404, "Servable not found for request: Specific(spam, 5)")]
    [InlineData("POST", "/v1/models/spam/versions/5:predict", 404, "Servable not found for request: Specific(spam, 5)")]
    [InlineData("POST", "/v1/models/half:classify", 404, "Servable not found for request: Latest(half)")]
    [InlineData("POST", "/v1/models/spam/labels/canary:predict", 400, "Unrecognized servable version label: canary")]
    [InlineData("GET", "/v1/models", 400, "Missing model name in request.")]
    [InlineData("POST", "/v1/models/spam", 400, "Malformed request: POST /v1/models/spam")]
    [InlineData("GET", "/v1/models/spam:predict", 400, "Malformed request: GET /v1/models/spam:predict")]
    [InlineData("POST", "/v1/models/spam:train", 400, "Malformed request: POST /v1/models/spam:train")]
    [InlineData("POST", "/v1/models/spam/:predict", 400, "Malformed request: POST /v1/models/spam/:predict")]
    [InlineData("POST", "/v1/models/spam/versions/v3:predict", 400, "Malformed request: POST /v1/models/spam/versions/v3:predict")]
    [InlineData("POST", "/v1/models/spam/versions/3/labels/stable:predict", 400, "Malformed request: POST /v1/models/spam/versions/3/labels/stable:predict")]
    [InlineData("GET", "/v1/models/spam/", 400, "Malformed request: GET /v1/models/spam/")]
    [InlineData("GET", "/v1/", 400, "Malformed request: GET /v1/")]
    [InlineData("DELETE", "/v1/models/spam", 400, "Malformed request: DELETE /v1/models/spam")]
    public async Task What_is_not_there_is_told_in_the_words_of_TensorFlow_Serving(string method, string path, int status, string error)
    {
        var server = shared.Server;

        var answer = await server.SendAsync(method, path, method == "POST" ? """{"instances":["a"],"examples":[{"text":"a"}]}""" : null);

        Assert.Equal((status, error), (answer.Status, JsonDocument.Parse(answer.Text).RootElement.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Metadata_tell_the_signatures()
    {
        await using var server = await TestServer.StartAsync(classifier: new TableClassifier("tickets", "v2", ["a", "b", "c", "d", "e"], _ => [1, 0, 0, 0, 0]));

        var answer = await server.SendAsync("GET", "/v1/models/tickets/metadata");
        var version = await server.SendAsync("GET", "/v1/models/tickets/versions/2/metadata");

        Assert.Equal(200, answer.Status);
        Assert.Equal(answer.Text, version.Text);
        Assert.StartsWith(
            """{"model_spec":{"name":"tickets","signature_name":"","version":"2"},"metadata":{"signature_def":{"signature_def":{"serving_default":{"inputs":{"text":{"dtype":"DT_STRING","tensor_shape":{"dim":[{"size":"-1","name":""}],"unknown_rank":false},"name":"text:0"}},"outputs":{"scores":{"dtype":"DT_FLOAT","tensor_shape":{"dim":[{"size":"-1","name":""},{"size":"5","name":""}],"unknown_rank":false},"name":"scores:0"}},"method_name":"tensorflow/serving/predict"},""",
            answer.Text, StringComparison.Ordinal);
        var classify = JsonDocument.Parse(answer.Text).RootElement.GetProperty("metadata").GetProperty("signature_def").GetProperty("signature_def").GetProperty("classify");
        Assert.Equal("tensorflow/serving/classify", classify.GetProperty("method_name").GetString());
        Assert.Equal(["classes", "scores"], classify.GetProperty("outputs").EnumerateObject().Select(output => output.Name));
    }

    [Fact]
    public async Task A_version_is_asked_by_its_number()
    {
        var server = shared.Server;

        var predicted = await server.SendAsync("POST", "/v1/models/spam/versions/3:predict", """{"instances":["hi"]}""");
        var classified = await server.SendAsync("POST", "/v1/models/spam/versions/3:classify", """{"examples":[{"text":"hi"}]}""");

        Assert.Equal("""{"predictions":[[0.94,0.06]]}""", predicted.Text);
        Assert.Equal("""{"results":[[["ham",0.94],["spam",0.06]]]}""", classified.Text);
    }
}
