using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Tests.Web.Predictions;
using Spam.Web.CallLog;
using Spam.Web.Storage;
using Spam.Web.Storage.Caching;

namespace Spam.Tests.Web.Health;

public class ReadinessTests
{
    [Fact]
    public async Task It_tells_of_models_store_disk_cache_log_and_queue()
    {
        await using var server = await TestServer.StartAsync();

        var (status, ready) = await AskAsync(server);

        Assert.Equal((200, "ready"), (status, ready.GetProperty("status").GetString()));
        Assert.Equal(("mock", "v1"), (ready.GetProperty("model").GetProperty("name").GetString(), ready.GetProperty("model").GetProperty("version").GetString()));
        Assert.Equal("""[{"name":"mock","state":"ready","versions":[{"version":"v1","state":"available"}]}]""", ready.GetProperty("models").GetRawText());
        Assert.Equal(("sqlite", "up"), (ready.GetProperty("store").GetProperty("kind").GetString(), ready.GetProperty("store").GetProperty("state").GetString()));
        Assert.Equal("ok", ready.GetProperty("disk").GetProperty("state").GetString());
        Assert.True(ready.GetProperty("disk").GetProperty("free_bytes").GetInt64() > 0);
        Assert.Equal(
            ["status", "model", "models", "store", "disk", "cache", "log", "queue", "inferences"], ready.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task However_many_ask_the_model_runs_once_a_second_and_past_the_cache()
    {
        var clock = new ManualClock();
        var classifier = new CountingClassifier();
        await using var server = await TestServer.StartAsync(classifier: classifier, change: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(server)));
        var within = classifier.Texts.Count;
        clock.Advance(TimeSpan.FromSeconds(1));
        await AskAsync(server);

        Assert.Equal((1, 2), (within, classifier.Texts.Count));
        Assert.Equal(0, server.Services.GetRequiredService<Counters>().Inferences);
    }

    [Fact]
    public async Task Where_no_model_answers_it_is_unavailable_and_says_why()
    {
        var failing = true;
        var clock = new ManualClock();
        var classifier = new CountingClassifier(() => _ = failing ? throw new InvalidOperationException("weights.h5 holds no numbers") : 0);
        await using var server = await TestServer.StartAsync(classifier: classifier, change: services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));

        var (status, ready) = await AskAsync(server);
        failing = false;
        clock.Advance(TimeSpan.FromSeconds(2));
        var (later, _) = await AskAsync(server);

        Assert.Equal((503, "unavailable"), (status, ready.GetProperty("status").GetString()));
        Assert.Equal(("unavailable", "weights.h5 holds no numbers"), (ready.GetProperty("models")[0].GetProperty("state").GetString(), ready.GetProperty("models")[0].GetProperty("reason").GetString()));
        Assert.Equal(200, later);
        Assert.Contains(server.Log.Lines, line => line.StartsWith("Error The model counting does not answer: weights.h5", StringComparison.Ordinal));
    }

    [Theory, InlineData(false, 200, "degraded"), InlineData(true, 503, "unavailable")]
    public async Task Whether_a_store_that_is_down_matters_is_a_setting(bool required, int status, string state)
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { StorageRequired = required }, change: services =>
        {
            services.Replace(ServiceDescriptor.Singleton<IPredictionCache, BrokenStore>());
            services.Replace(ServiceDescriptor.Singleton<ICallLog, BrokenStore>());
        });

        var (found, ready) = await AskAsync(server);

        Assert.Equal((status, state), (found, ready.GetProperty("status").GetString()));
        Assert.Equal("down", ready.GetProperty("store").GetProperty("state").GetString());
        Assert.Equal(200, (await server.PredictAsync("ab")).Status);
    }

    static async Task<(int Status, JsonElement Ready)> AskAsync(TestServer server)
    {
        var answer = await server.SendAsync("GET", "/health/ready");
        return (answer.Status, JsonDocument.Parse(answer.Text).RootElement.Clone());
    }
}
