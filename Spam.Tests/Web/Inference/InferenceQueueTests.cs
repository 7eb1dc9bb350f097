using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Spam.Tests.Web.Metrics;
using Spam.Tests.Web.Predictions;
using Spam.Web.Inference;
using Spam.Web.Storage;

namespace Spam.Tests.Web.Inference;

/// <summary>What waits for the model, through the whole service: one thread runs it, and a gate says when it goes on.</summary>
public sealed class InferenceQueueTests : IDisposable
{
    readonly SemaphoreSlim _gate = new(0);
    readonly CountingClassifier _classifier;

    public InferenceQueueTests() => _classifier = new(_gate.Wait);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public async Task Beyond_the_queue_callers_are_told_to_come_later_and_cached_answers_and_health_do_not_wait()
    {
        _gate.Release();
        await using var server = await StartAsync(queue: 2);
        await server.PredictAsync("known");
        var running = await BeginAsync(server, "first", waiting: 0);
        var second = await BeginAsync(server, "second", waiting: 1);
        var third = await BeginAsync(server, "third", waiting: 2);

        var refused = await server.PredictAsync("fourth");
        var protocol = await server.SendAsync("POST", "/v1/models/counting:predict", """{"instances":["fourth"]}""");
        var known = await server.PredictAsync("known");
        var live = await server.SendAsync("GET", "/health/live");
        var metrics = Exposition.Read((await server.SendAsync("GET", "/metrics")).Body);
        _gate.Release(10);

        Assert.Equal((429, """{"detail":"2 texts wait for the model already. Ask again later."}"""), (refused.Status, refused.Text));
        Assert.Equal((429, """{"error":"2 texts wait for the model already. Ask again later."}""", refused.Headers["retry-after"]), (protocol.Status, protocol.Text, protocol.Headers["retry-after"]));
        Assert.InRange(int.Parse(refused.Headers["retry-after"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
        Assert.Contains("\"from_cache\":true", known.Text, StringComparison.Ordinal);
        Assert.Equal(200, live.Status);
        Assert.Equal((2, 2), (metrics["spam_requests_rejected_total{reason=\"overloaded\"}"], metrics["spam_queue_waiting"]));
        Assert.All(await Task.WhenAll(running, second, third), answer => Assert.Equal(200, answer.Status));
        Assert.Equal(200, (await server.PredictAsync("fourth")).Status);
    }

    [Fact]
    public async Task A_call_longer_than_the_queue_goes_in_where_nothing_waits()
    {
        _gate.Release(100);
        await using var server = await StartAsync(queue: 1);

        var answer = await server.SendAsync("POST", "/predictions", ListOf(300));

        Assert.Equal((200, 300), (answer.Status, _classifier.Texts.Count));
    }

    [Fact]
    public async Task Who_asks_for_the_same_text_gets_it_although_the_first_has_left()
    {
        await using var server = await StartAsync();
        var busy = await BeginAsync(server, "busy", waiting: 0);
        using var first = await SendAsync(server, "the same", waiting: 1);
        var second = server.PredictAsync("the same");
        await UntilAsync(() => server.Services.GetRequiredService<Counters>().CacheMisses == 3);

        await LeaveAsync(server, first);
        _gate.Release(10);

        Assert.Equal(200, (await second).Status);
        Assert.Equal(200, (await busy).Status);
        Assert.Equal(["busy", "the same"], _classifier.Texts);
    }

    [Fact]
    public async Task The_model_does_not_run_for_a_text_that_nobody_waits_for()
    {
        await using var server = await StartAsync();
        var busy = await BeginAsync(server, "busy", waiting: 0);
        using var client = await SendAsync(server, "left alone", waiting: 1);

        await LeaveAsync(server, client);
        await UntilAsync(() => Waiting(server) == 0);
        _gate.Release(10);
        await busy;
        var anew = await server.PredictAsync("left alone"); // whoever asks later begins anew

        Assert.Equal(200, anew.Status);
        Assert.Equal(["busy", "left alone"], _classifier.Texts);
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_leaves_a_long_call_ends_it_after_the_part_that_runs()
    {
        await using var server = await StartAsync();
        using var client = await SendAsync(server, "/predictions", ListOf(300), waiting: 300 - InferenceQueue.MostTogether);

        await LeaveAsync(server, client);
        await UntilAsync(() => Waiting(server) == 0);
        _gate.Release(100);
        await server.PredictAsync("after");

        Assert.Equal(InferenceQueue.MostTogether + 1, _classifier.Texts.Count);
    }

    [Fact]
    public async Task A_long_call_lets_others_between_its_parts()
    {
        await using var server = await StartAsync();
        using var client = await SendAsync(server, "/predictions", ListOf(300), waiting: 300 - InferenceQueue.MostTogether);
        var between = await BeginAsync(server, "between", waiting: 301 - InferenceQueue.MostTogether);

        _gate.Release(100);
        await between;
        await UntilAsync(() => _classifier.Texts.Count == 301);

        Assert.Equal(2 * InferenceQueue.MostTogether, _classifier.Texts.ToList().IndexOf("between"));
    }

    [Fact]
    public async Task Threads_of_its_own_run_the_model()
    {
        string? name = null;
        var classifier = new CountingClassifier(() => name = Thread.CurrentThread.Name);
        await using var server = await TestServer.StartAsync(classifier: classifier);

        await server.PredictAsync("ab");

        Assert.StartsWith("inference ", name, StringComparison.Ordinal);
    }

    Task<TestServer> StartAsync(int queue = 1_000)
        => TestServer.StartAsync(TestServer.Settings with { Inference = new(Threads: 1, queue) }, _classifier);

    // Asks, and waits until the text runs or waits.
    async Task<Task<RawAnswer>> BeginAsync(TestServer server, string text, int waiting)
    {
        var answer = server.PredictAsync(text);
        await UntilAsync(() => Waiting(server) == waiting && (waiting > 0 || _classifier.Texts.Contains(text)));
        return answer;
    }

    static Task<TcpClient> SendAsync(TestServer server, string text, int waiting) => SendAsync(server, "/prediction", $$"""{"text":"{{text}}"}""", waiting);

    static async Task<TcpClient> SendAsync(TestServer server, string target, string body, int waiting)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"POST {target} HTTP/1.1\r\nhost: a\r\ncontent-length: {body.Length}\r\n\r\n{body}"));
        await UntilAsync(() => Waiting(server) == waiting);
        return client;
    }

    static async Task LeaveAsync(TestServer server, TcpClient client)
    {
        client.LingerState = new(true, 0);
        client.Close();
        await UntilAsync(() => server.Log.Lines.Any(line => line.Contains(" 499 ", StringComparison.Ordinal)));
    }

    static string ListOf(int count) => $$"""{"texts":[{{string.Join(",", Enumerable.Range(1_000, count).Select(i => $"\"{i}\""))}}],"skip_cache":true}""";

    static int Waiting(TestServer server) => server.Services.GetRequiredService<InferenceQueue>().Waiting;

    static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(1);
    }
}
