using System.Text.Json;

namespace Spam.Tests.Web.Http.Answers;

public class ProblemTests
{
    [Theory]
    [InlineData("POST", "/prediction", "{}", 422)]
    [InlineData("POST", "/predictions", """{"texts":1}""", 422)]
    [InlineData("GET", "/nothing", null, 404)]
    [InlineData("PUT", "/prediction", null, 405)]
    [InlineData("POST", "/v1/models/mock:predict", "{}", 400)]
    [InlineData("GET", "/v1/models/half", null, 404)]
    [InlineData("POST", "/v2/models/mock/infer", "{}", 400)]
    [InlineData("GET", "/v2/models/half", null, 404)]
    public async Task Whoever_accepts_problems_gets_them_with_the_same_status(string method, string path, string? body, int status)
    {
        await using var server = await TestServer.StartAsync();

        var problem = await server.SendAsync(method, path, body, ("accept", "application/problem+json"));
        var usual = await server.SendAsync(method, path, body, ("accept", "application/json"));
        var refused = await server.SendAsync(method, path, body, ("accept", "application/problem+json;q=0, */*"));

        var members = JsonDocument.Parse(problem.Text).RootElement;
        Assert.Equal((status, status, "application/problem+json"), (problem.Status, usual.Status, problem.Headers["content-type"]));
        Assert.Equal("about:blank", members.GetProperty("type").GetString());
        Assert.Equal(status, members.GetProperty("status").GetInt32());
        Assert.NotEmpty(members.GetProperty("title").GetString()!);
        Assert.NotEmpty(members.GetProperty("detail").GetString()!);
        Assert.Equal("application/json", usual.Headers["content-type"]);
        Assert.Equal(usual.Text, refused.Text);
    }

    [Fact]
    public async Task A_problem_lists_all_that_is_wrong_with_the_fields()
    {
        await using var server = await TestServer.StartAsync();

        var problem = await server.SendAsync("POST", "/prediction", """{"echo_input":"maybe"}""", ("accept", "application/problem+json, application/json;q=0.5"));

        Assert.Equal(
            """{"type":"about:blank","title":"Unprocessable Entity","status":422,"detail":"The request has 2 errors.","errors":[{"loc":["body","text"],"msg":"field required","type":"value_error.missing"},{"loc":["body","echo_input"],"msg":"value could not be parsed to a boolean","type":"type_error.bool"}]}""",
            problem.Text);
    }
}
