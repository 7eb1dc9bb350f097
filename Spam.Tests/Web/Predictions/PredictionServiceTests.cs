using Spam.Model;
using Spam.Web.Classification;
using Spam.Web.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Spam.Tests.Web.Predictions;

public class PredictionServiceTests
{
    [Fact]
    public async Task Fifty_equal_new_texts_at_once_make_one_inference()
    {
        using var gate = new SemaphoreSlim(0);
        var classifier = new CountingClassifier(gate.Wait);
        await using var server = await TestServer.StartAsync(classifier: classifier);

        var answers = Enumerable.Range(0, 50).Select(_ => server.PredictAsync("the same")).ToArray();
        while (classifier.Texts.Count == 0)
            await Task.Delay(1);
        gate.Release();
        var bodies = (await Task.WhenAll(answers)).Select(answer => answer.Text).Distinct().ToList();

        Assert.Equal(["the same"], classifier.Texts);
        Assert.All(bodies, body => Assert.StartsWith("{\"input\":null,\"prediction\":{\"ham\":1.0", body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Equal_texts_in_one_call_make_one_inference()
    {
        var classifier = new CountingClassifier();
        await using var server = await TestServer.StartAsync(classifier: classifier);

        var answer = await server.SendAsync("POST", "/predictions", """{"texts":["x","yy","x","x"],"skip_cache":true}""");

        Assert.Equal(["x", "yy"], classifier.Texts);
        Assert.Equal(4, answer.Text.Split("\"from_cache\":false").Length - 1);
    }

    [Fact]
    public async Task A_failed_inference_fails_all_who_wait_and_is_tried_anew()
    {
        var failing = true;
        var classifier = new CountingClassifier(() => _ = failing ? throw new InvalidOperationException("broken") : 0);
        await using var server = await TestServer.StartAsync(classifier: classifier);

        var failed = await server.PredictAsync("ab");
        failing = false;
        var answered = await server.PredictAsync("ab");

        Assert.Equal((500, """{"detail":"Internal Server Error"}"""), (failed.Status, failed.Text));
        Assert.Equal(200, answered.Status);
        Assert.Contains(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("broken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counters_tell_hits_from_misses()
    {
        await using var server = await TestServer.StartAsync();

        await server.SendAsync("POST", "/predictions", """{"texts":["a","b"]}""");
        await server.SendAsync("POST", "/predictions", """{"texts":["a","c"]}""");

        var counters = server.Services.GetRequiredService<Counters>();
        Assert.Equal((1, 3, 3), (counters.CacheHits, counters.CacheMisses, counters.Inferences));
    }

    [Fact]
    public async Task A_model_trained_anew_gives_no_old_answers()
    {
        using var folder = new TemporaryFolder();
        var settings = TestServer.Settings with { DataDirectory = folder["data"] };

        await using (var before = await TestServer.StartAsync(settings, new CountingClassifier()))
            await before.PredictAsync("ab");
        await using var same = await TestServer.StartAsync(settings, new CountingClassifier());
        await using var other = await TestServer.StartAsync(settings, new CountingClassifier(hash: 'b'));

        Assert.Contains("\"from_cache\":true", (await same.PredictAsync("ab")).Text, StringComparison.Ordinal);
        Assert.Contains("\"from_cache\":false", (await other.PredictAsync("ab")).Text, StringComparison.Ordinal);
    }
}

/// <summary>The workshop's mock, which remembers what it was asked, and does something before it answers.</summary>
sealed class CountingClassifier(Action? before = null, char hash = 'a') : ITextClassifier
{
    readonly MockClassifier _mock = new("v1", "nowhere");
    readonly List<string> _texts = [];

    public string Name => "counting";

    public string Version => "v1";

    public string Folder => "nowhere";

    public string ContentHash => new(hash, 64);

    public IReadOnlyList<string> Labels => _mock.Labels;

    /// <summary>The texts so far.</summary>
    public IReadOnlyList<string> Texts
    {
        get
        {
            lock (_texts)
                return [.. _texts];
        }
    }

    public IReadOnlyList<Prediction> Predict(IReadOnlyList<string> texts)
    {
        lock (_texts)
            _texts.AddRange(texts);
        before?.Invoke();
        return _mock.Predict(texts);
    }
}
