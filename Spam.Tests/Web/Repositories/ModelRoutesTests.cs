namespace Spam.Tests.Web.Repositories;

/// <summary>The routes that name a model.</summary>
public class ModelRoutesTests
{
    [Theory]
    [InlineData("/models/mock/prediction")]
    [InlineData("/models/mock/versions/v1/prediction")]
    public async Task A_single_model_has_its_name_and_its_version(string route)
    {
        await using var server = await TestServer.StartAsync();

        var posted = await server.SendAsync("POST", route, """{"text":"ab"}""");
        var got = await server.SendAsync("GET", route + "?text=ab");
        var many = await server.SendAsync("POST", route + "s", """{"texts":["ab","c"]}""");
        var shortRoute = await server.PredictAsync("ab");

        Assert.Equal(("v1", "v1"), (posted.Headers["x-model-version"], many.Headers["x-model-version"]));
        Assert.Equal((200, shortRoute.Text), (got.Status, got.Text));
        Assert.Contains("\"from_cache\":false", posted.Text, StringComparison.Ordinal);
        Assert.StartsWith("[{\"input\":\"ab\"", many.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("x-model-version", shortRoute.Headers.Keys);
    }

    [Theory]
    [InlineData("/models/spam/prediction", "There is no model 'spam'. There is: mock.")]
    [InlineData("/models/mock/versions/v2/prediction", "The model 'mock' has no version 'v2' that can answer. Those that can: v1.")]
    [InlineData("/models/mock/labels/canary/prediction", "The model 'mock' has no label 'canary'. Its labels: none.")]
    public async Task What_there_is_not_is_answered_404_with_what_there_is(string route, string detail)
    {
        await using var server = await TestServer.StartAsync();

        var posted = await server.SendAsync("POST", route, """{"text":"ab"}""");
        var many = await server.SendAsync("POST", route + "s", """{"texts":{}}""");

        Assert.Equal((404, $$"""{"detail":"{{detail}}"}"""), (posted.Status, posted.Text));
        Assert.Equal(404, many.Status);
    }

    [Theory]
    [InlineData("POST", "/Models/mock/prediction", 404)]
    [InlineData("POST", "/models//prediction", 404)]
    [InlineData("POST", "/models/mock/x/prediction", 404)]
    [InlineData("PUT", "/models/mock/prediction", 405)]
    [InlineData("POST", "/models/mock/prediction/", 307)]
    [InlineData("POST", "/models/m%C3%B6ck/prediction/", 307)]
    [InlineData("POST", "/models/%6dock/prediction", 200)]
    public async Task Paths_with_names_are_as_exact_as_others(string method, string path, int status)
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.SendAsync(method, path, """{"text":"ab"}""");

        Assert.Equal(status, answer.Status);
        Assert.Equal(status == 307 ? $"http://127.0.0.1{path[..^1]}" : null, answer.Headers.GetValueOrDefault("location"));
        Assert.Equal(status == 405 ? "GET, POST" : null, answer.Headers.GetValueOrDefault("allow"));
    }
}
