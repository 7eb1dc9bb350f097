using System.Text.Json;
using System.Text.RegularExpressions;

namespace Spam.Tests.Deploy;

/// <summary>The files of <c>deploy/</c> follow the schemas of those who read them, and speak of settings and commands that there are.</summary>
public partial class DeployFilesTests
{
    static readonly string _folder = Path.Combine(Web.Repository.Root, "deploy");

    [GeneratedRegex("^#?([A-Z][A-Z_]*)=", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [SkippableFact]
    public async Task They_follow_the_schemas()
        => Assert.Equal("", await CheckAsync(_folder));

    [SkippableTheory]
    [InlineData("compose.yaml", "interval:", "intervall:", "compose.yaml/services/balancer/healthcheck: must NOT have additional properties")]
    [InlineData("compose.yaml", "[ALL]", "ALL", "compose.yaml/services/api/cap_drop: must be array")]
    [InlineData("kubernetes.yaml", "periodSeconds", "periodSecond", "containers/0/livenessProbe/periodSecond: there is no such key")]
    [InlineData("kubernetes.yaml", "replicas: 2", "replicas: two", "Deployment spam-api/spec/replicas: type {\"type\":\"integer\"}")]
    [InlineData("Dockerfile", "USER", "USR", "Unknown instruction: USR")]
    public async Task A_mistake_in_them_is_found(string file, string right, string wrong, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (var path in Directory.GetFiles(_folder))
        {
            var contents = await File.ReadAllTextAsync(path);
            folder.Write(Path.GetFileName(path), Path.GetFileName(path) == file ? contents.Replace(right, wrong, StringComparison.Ordinal) : contents);
        }

        Assert.Contains(expected, await CheckAsync(folder.Path), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Their_settings_are_those_of_the_sample()
    {
        var known = Setting().Matches(await File.ReadAllTextAsync(Path.Combine(Web.Repository.Root, ".env.sample"))).Select(match => match.Groups[1].Value).ToHashSet();
        var documents = await ReadAsync();
        var compose = documents.GetProperty("compose").GetProperty("services").GetProperty("api").GetProperty("environment");
        var manifest = documents.GetProperty("manifest")[0].GetProperty("data");

        Assert.All(Names(compose).Concat(Names(manifest)), name => Assert.Contains(name, known));
    }

    [SkippableFact]
    public async Task Kubernetes_asks_the_routes_that_there_are_and_waits_longer_than_the_service()
    {
        var pod = (await ReadAsync()).GetProperty("manifest").EnumerateArray().Single(resource => Text(resource, "kind") == "Deployment")
            .GetProperty("spec").GetProperty("template").GetProperty("spec");
        var container = pod.GetProperty("containers")[0];
        await using var server = await Web.TestServer.StartAsync();

        foreach (var probe in (string[])["startupProbe", "livenessProbe", "readinessProbe"])
        {
            var path = Text(container.GetProperty(probe).GetProperty("httpGet"), "path");
            Assert.Equal(200, (await server.SendAsync("GET", path)).Status);
        }

        Assert.True(pod.GetProperty("terminationGracePeriodSeconds").GetInt32() > 30); // .NET's own time for answers under way
        Assert.Equal(JsonValueKind.Object, container.GetProperty("resources").GetProperty("limits").ValueKind);
    }

    static async Task<string> CheckAsync(string folder)
    {
        OutsideTool.SkipWithoutNode("ajv", "ajv-formats", "dclint", "dockerfile-utils", "kubernetes-models", "yaml");
        var (exitCode, output, error) = await OutsideTool.RunAsync("node", "validate-deploy.mjs", folder);

        Assert.Equal("", error);
        Assert.Equal(output == "" ? 0 : 1, exitCode);
        return output;
    }

    static async Task<JsonElement> ReadAsync()
    {
        OutsideTool.SkipWithoutNode("ajv", "ajv-formats", "dclint", "dockerfile-utils", "kubernetes-models", "yaml");
        var (_, output, error) = await OutsideTool.RunAsync("node", "validate-deploy.mjs", _folder, "--json");

        Assert.Equal("", error);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    static IEnumerable<string> Names(JsonElement settings) => settings.EnumerateObject().Select(setting => setting.Name);

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!; // the schema demands it
}
