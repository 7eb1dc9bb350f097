using System.Text.Json;

namespace Spam.Tests.Web;

/// <summary>The calls that the README shows, run as written but for the port; and those of requests.http.</summary>
public class ReadmeTests
{
    const string Address = "localhost:8000";

    [SkippableFact]
    public async Task Every_curl_line_of_the_README_is_answered()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "curl lines are for a POSIX shell.");
        var lines = File.ReadLines(Path.Combine(Repository.Root, "README.md")).Where(line => line.StartsWith("curl ", StringComparison.Ordinal) && line.Contains(Address, StringComparison.Ordinal)).ToList();
        Skip.If(lines.Count == 0, "README.md shows no curl line yet.");
        await using var server = await TestServer.StartAsync();

        foreach (var line in lines)
        {
            var answer = await Shell.RunAsync(line.Replace("curl ", "curl --fail ", StringComparison.Ordinal).Replace(Address, $"127.0.0.1:{server.Port}", StringComparison.Ordinal));
            Assert.True(JsonDocument.Parse(answer).RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array, line);
        }
    }

    [Fact]
    public async Task Every_request_for_editors_is_answered()
    {
        var requests = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "requests.http"))).Split("###").Skip(1).Select(Parse).ToList();
        await using var server = await TestServer.StartAsync(classifier: TableClassifier.Spam("v1"));

        foreach (var (method, target, body) in requests)
        {
            var answer = await server.SendAsync(method, target, body, ("content-type", "application/json"), ("accept", "application/json"));
            Assert.Equal((target, body?.Contains("not here", StringComparison.Ordinal) == true ? 422 : 200), (target, answer.Status));
        }

        Assert.Equal(16, requests.Count);
    }

    static (string Method, string Target, string? Body) Parse(string request)
    {
        var lines = request.Split('\n').Skip(1).ToList();
        var call = lines[0].Split(' ');
        var body = string.Join('\n', lines.SkipWhile(line => line.Length > 0)).Trim();
        return (call[0], call[1].Replace("{{api}}", "", StringComparison.Ordinal), body.Length > 0 ? body : null);
    }
}
