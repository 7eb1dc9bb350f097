using System.Diagnostics;
using System.Security.Cryptography;

namespace Spam.Tests.Web.Metrics;

public class MetricsApiTests
{
    [Fact]
    public async Task Every_metric_that_is_promised_is_there()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Rate = new(1_000, 1_000) });
        await server.PredictAsync("ab");
        await server.PredictAsync("ab");

        var answer = await server.SendAsync("GET", "/metrics");
        var names = Exposition.Read(answer.Body).Families.Select(family => $"{family.Type} {family.Name}").ToList();

        Assert.Equal((200, "text/plain; version=0.0.4; charset=utf-8"), (answer.Status, answer.Headers["content-type"]));
        foreach (var promised in (string[])[
            "histogram http_server_request_duration_seconds", "gauge http_server_active_requests", "gauge kestrel_active_connections", "histogram kestrel_connection_duration_seconds",
            "counter aspnetcore_rate_limiting_requests_total", "counter dotnet_gc_collections_total", "counter dotnet_gc_pause_time_seconds_total", "gauge dotnet_process_memory_working_set_bytes",
            "counter spam_predictions_total", "histogram spam_inference_duration_seconds", "histogram spam_inference_batch_size", "histogram spam_queue_duration_seconds",
            "counter spam_cache_requests_total", "histogram spam_storage_operation_duration_seconds", "counter spam_requests_rejected_total", "gauge spam_model_info",
            "gauge spam_model_load_timestamp_seconds", "gauge spam_storage_up", "counter spam_inferences_total"])
            Assert.Contains(promised, names);
    }

    [Fact]
    public async Task Requests_are_counted_by_method_route_and_status_in_the_advised_buckets()
    {
        await using var server = await TestServer.StartAsync();
        await server.PredictAsync("ab");
        await server.SendAsync("GET", "/prediction?text=secret");
        await server.SendAsync("POST", "/prediction", "{}");

        var metrics = await ReadAfterAsync(server, requests: 3);

        const string route = "http_request_method=\"POST\",http_response_status_code=\"200\",http_route=\"/prediction\"";
        Assert.Equal(1, metrics[$"http_server_request_duration_seconds_count{{{route}}}"]);
        Assert.Equal(1, metrics["http_server_request_duration_seconds_count{http_request_method=\"GET\",http_response_status_code=\"200\",http_route=\"/prediction\"}"]);
        Assert.Equal(1, metrics["http_server_request_duration_seconds_count{http_request_method=\"POST\",http_response_status_code=\"422\",http_route=\"/prediction\"}"]);
        foreach (var bound in "0.005 0.01 0.025 0.05 0.075 0.1 0.25 0.5 0.75 1 2.5 5 7.5 10 +Inf".Split(' '))
            Assert.Contains($"http_server_request_duration_seconds_bucket{{http_request_method=\"POST\",http_response_status_code=\"200\",http_route=\"/prediction\",le=\"{bound}\"}}", metrics.Samples.Keys);
    }

    [Fact]
    public async Task What_callers_send_becomes_no_label()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < 20; i++)
        {
            await server.SendAsync("GET", $"/made/up/{i}");
            await server.SendAsync($"MADE{i}", "/prediction");
            await server.SendAsync("GET", $"/prediction?text=text{i}", headers: ("traceparent", $"made-up-{i}"));
            await server.SendAsync("POST", "/prediction", $$"""{"text":"made{{i}}"}""");
        }

        var metrics = await ReadAfterAsync(server, requests: 80);

        Assert.DoesNotContain(metrics.Labels, label => label.Value.Contains("made", StringComparison.OrdinalIgnoreCase)
            || label.Value.Contains("text1", StringComparison.Ordinal) || label.Value.Contains("127.0.0.1", StringComparison.Ordinal));
        Assert.InRange(metrics.Samples.Keys.Count(key => key.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal)), 3, 8);
    }

    [Fact]
    public async Task Counters_count_what_happened_and_never_fall()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync("POST", "/predictions", """{"texts":["a","bb","a"]}""");
        var before = await ReadAfterAsync(server, requests: 1);
        await server.SendAsync("POST", "/predictions", """{"texts":["a","c"]}""");
        await server.SendAsync("POST", "/prediction", """{"text":"a","skip_cache":true}""");
        await server.SendAsync("POST", "/prediction", "no JSON");

        var after = await ReadAfterAsync(server, requests: 4);

        Assert.Equal((2, 1), (before["spam_predictions_total{label=\"spam\",model=\"mock\",version=\"v1\"}"], before["spam_predictions_total{label=\"ham\",model=\"mock\",version=\"v1\"}"]));
        Assert.Equal((5, 1), (after["spam_predictions_total{label=\"spam\",model=\"mock\",version=\"v1\"}"], after["spam_predictions_total{label=\"ham\",model=\"mock\",version=\"v1\"}"]));
        Assert.Equal((1, 3, 1, 0), (Cache(after, "hit"), Cache(after, "miss"), Cache(after, "bypass"), Cache(after, "error")));
        Assert.Equal((4, 1), (after["spam_inferences_total"], after["spam_requests_rejected_total{reason=\"invalid\"}"]));
        Assert.Equal((4, 1), (after["spam_inference_batch_size_sum"], after["spam_storage_up"]));
        var counters = before.Families.Where(family => family.Type != "gauge").Select(family => family.Name).ToList();
        foreach (var (name, value) in before.Samples.Where(sample => counters.Any(counter => sample.Key.StartsWith(counter, StringComparison.Ordinal))))
            Assert.True(after[name] >= value, name);
    }

    [Fact]
    public async Task The_cache_that_fails_and_the_store_that_is_down_are_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data", "a file where the folder should be");
        await using var server = await TestServer.StartAsync(TestServer.Settings with { DataDirectory = folder["data"] });
        await server.PredictAsync("ab");

        var metrics = await ReadAfterAsync(server, requests: 1);

        Assert.Equal((0, 1, 0), (Cache(metrics, "miss"), Cache(metrics, "error"), metrics["spam_storage_up"]));
        Assert.True(metrics["spam_storage_operation_duration_seconds_count{op=\"find\",outcome=\"error\"}"] > 0);
    }

    [Fact]
    public async Task Metrics_need_a_key_where_keys_are_set_and_can_be_left_away()
    {
        await using var closed = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [Convert.ToHexStringLower(SHA256.HashData("key"u8))] });
        await using var without = await TestServer.StartAsync(TestServer.Settings with { Metrics = false });

        Assert.Equal(401, (await closed.SendAsync("GET", "/metrics")).Status);
        Assert.Equal(200, (await closed.SendAsync("GET", "/metrics", headers: ("authorization", "Bearer key"))).Status);
        Assert.Equal((404, 200), ((await without.SendAsync("GET", "/metrics")).Status, (await without.PredictAsync("ab")).Status));
    }

    [SkippableFact]
    public async Task Promtool_finds_nothing_to_complain_of()
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "promtool")));
        Skip.IfNot(found, "promtool, of Debian's package prometheus, is not installed.");
        await using var server = await TestServer.StartAsync();
        await server.PredictAsync("ab");
        var metrics = (await server.SendAsync("GET", "/metrics")).Text;

        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!; // a program is named: there is a process
        await promtool.StandardInput.WriteAsync(metrics);
        promtool.StandardInput.Close();
        var said = await promtool.StandardOutput.ReadToEndAsync() + await promtool.StandardError.ReadToEndAsync();
        await promtool.WaitForExitAsync();

        Assert.Equal((0, ""), (promtool.ExitCode, said));
    }

    static double Cache(Exposition metrics, string result) => metrics[$"spam_cache_requests_total{{result=\"{result}\"}}"];

    // Some is counted a moment after the answer is out.
    static async Task<Exposition> ReadAfterAsync(TestServer server, int requests)
    {
        for (var tries = 0; ; tries++)
        {
            var metrics = Exposition.Read((await server.SendAsync("GET", "/metrics")).Body);
            if (metrics.Samples.Where(sample => sample.Key.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal) && !sample.Key.Contains("/metrics", StringComparison.Ordinal)).Sum(sample => sample.Value) >= requests || tries == 1_000)
                return metrics;
        }
    }
}
