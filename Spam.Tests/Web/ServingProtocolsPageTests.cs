using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spam.Tests.Web;

/// <summary>The calls of docs/serving-protocols.md, run as written but for the port: each answer is the one that stands below it, but for its numbers.</summary>
public partial class ServingProtocolsPageTests
{
    static readonly string _page = Path.Combine(Repository.Root, "docs", "serving-protocols.md");

    public static TheoryData<string> Calls => [.. Transcripts().Keys];

    [SkippableTheory, MemberData(nameof(Calls))]
    public async Task Every_curl_line_of_the_page_is_answered_as_the_page_says(string line)
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "curl lines are for a POSIX shell.");
        var settings = TestServer.Settings with { ApiName = new Spam.Web.Configuration.Settings().ApiName };
        await using var server = await TestServer.StartAsync(settings, new TableClassifier("spam", "v1", ["spam", "ham"], text => text.Contains("home", StringComparison.Ordinal) ? [0.06f, 0.94f] : [0.86f, 0.14f]));

        var answer = await Shell.RunAsync(line.Replace("localhost:8000", $"127.0.0.1:{server.Port}", StringComparison.Ordinal));

        Assert.Equal(StructureOf(Transcripts()[line]), StructureOf(answer));
    }

    [Fact]
    public void The_page_shows_both_protocols()
    {
        var lines = Transcripts().Keys;

        Assert.True(lines.Count >= 20);
        Assert.All((string[])["instances", "inputs", ":classify", "/metadata", "/v2/models/spam/infer", "/v2/health/ready", "/v2/repository/index"], part => Assert.Contains(lines, line => line.Contains(part, StringComparison.Ordinal)));
    }

    static Dictionary<string, string> Transcripts()
        => Transcript().Matches(File.ReadAllText(_page)).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    // What a model says differs in its numbers; everything else is compared.
    static string StructureOf(string json) => Number().Replace(JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement), "0");

    [GeneratedRegex("```sh\n(curl .+)\n```\n```json\n(.+)\n```")]
    private static partial Regex Transcript();

    [GeneratedRegex(@"(?<![a-z])\d+(\.\d+)*([eE][-+]?\d+)?")]
    private static partial Regex Number();
}
