using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spam.Web.Repository;

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

    [Fact]
    public async Task Each_model_and_version_has_answers_of_its_own_in_one_cache()
    {
        using var models = new FakeRepository().With("spam/v2");
        models.Write("spam/v1", "old");
        models.Write("tickets/v1", "ticket");
        models.Write("copy/v1", "old"); // the same files under another name: the same answers
        await using var server = await TestServer.StartAsync(models: models.Open(policy: "all", labels: "spam/first=v1").Models);
        var routes = (string[])["", "/models/spam", "/models/spam/versions/v1", "/models/spam/labels/first", "/models/tickets", "/models/copy"];

        var first = new List<string>();
        foreach (var route in routes)
            first.Add(Told(await server.SendAsync("POST", $"{route}/prediction", """{"text":"ab"}""")));
        var again = new List<string>();
        foreach (var route in routes)
            again.Add(Told(await server.SendAsync("GET", $"{route}/prediction?text=ab")));

        Assert.Equal(["good new", "good cached", "old new", "old cached", "ticket new", "old cached"], first);
        Assert.Equal(["good cached", "good cached", "old cached", "old cached", "ticket cached", "old cached"], again);
    }

    [Fact]
    public async Task What_is_not_loaded_yet_is_answered_503()
    {
        using var models = new FakeRepository().With("spam/v1");
        models.Write("tickets/v1", "broken");
        await using var server = await TestServer.StartAsync(models: models.Open().Models);

        var answer = await server.SendAsync("POST", "/models/tickets/prediction", """{"text":"ab"}""");

        Assert.Equal((503, """{"detail":"No version of the model 'tickets' can answer yet."}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task The_watch_looks_and_tells()
    {
        using var models = new FakeRepository().With("spam/v1");
        await using var server = await TestServer.StartAsync(models: models.Open().Models);
        var watch = server.Services.GetRequiredService<ModelWatch>();
        models.With("spam/v2").Write("spam/v3", "broken");

        for (var i = 0; i < 3; i++)
            await watch.CheckAsync(default);

        string[] told = [.. server.Log.Lines.Where(line => line.Contains("Model ", StringComparison.Ordinal)).Select(line => line.Split(" from ")[0].Split(": ")[0].Trim())];
        Assert.Equal(["Information Model spam v1", "Error Model spam", "Information Model spam v2", "Information Model spam v1 is not needed any more and goes with its last request"], told);
        Assert.Contains("\"good\":1", (await server.PredictAsync("ab")).Text, StringComparison.Ordinal);
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

    static string Told(RawAnswer answer)
    {
        var result = JsonDocument.Parse(answer.Text).RootElement;
        return $"{result.GetProperty("top").GetProperty("label")} {(result.GetProperty("from_cache").GetBoolean() ? "cached" : "new")}";
    }
}
