using System.Diagnostics;

namespace Spam.Tests.Web.Docs;

/// <summary>Validators from npm read the description. Absent tools skip these tests, but not where <c>CI=true</c> says that they should be there.</summary>
public class OpenApiValidatorTests
{
    static readonly string _tools = Path.Combine(Repository.Root, "Spam.Tests", "Tools");

    [SkippableFact]
    public async Task The_description_follows_the_OpenAPI_specification()
        => Assert.Matches(@"^3\.0\.2 \d+ paths$", (await RunAsync("node", "validate-openapi.mjs")).Trim());

    [SkippableFact]
    public async Task The_description_follows_the_rules_of_good_descriptions()
        => Assert.Contains("Your API description is valid", await RunAsync("npx", "--no-install", "redocly", "lint", "--config", "redocly.yaml"), StringComparison.Ordinal);

    static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var folder = new TemporaryFolder();
        var document = folder["openapi.json"];
        await using (var server = await TestServer.StartAsync())
            await File.WriteAllTextAsync(document, (await server.SendAsync("GET", "/openapi.json")).Text);

        SkipWithoutTools(program);
        var start = new ProcessStartInfo(program, [.. arguments, document]) { WorkingDirectory = _tools, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(start)!; // a program is named: there is a process
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output + await error;
    }

    static void SkipWithoutTools(string program)
    {
        var missing = !Directory.Exists(Path.Combine(_tools, "node_modules")) ? "Spam.Tests/Tools/node_modules is absent: npm ci --prefix Spam.Tests/Tools"
            : !IsInstalled(program) ? $"{program} is not installed"
            : null;
        Assert.False(missing is not null && Environment.GetEnvironmentVariable("CI") == "true", missing);
        Skip.If(missing is not null, missing);
    }

    static bool IsInstalled(string program)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, $"{program}.cmd")));
}
