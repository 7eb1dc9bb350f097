namespace Spam.Tests.Web.Docs;

/// <summary>Validators from npm read the description.</summary>
public class OpenApiValidatorTests
{
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

        OutsideTool.SkipWithoutNode("@apidevtools/swagger-parser", "@redocly/cli");
        var (exitCode, output, error) = await OutsideTool.RunAsync(program, [.. arguments, document]);
        Assert.True(exitCode == 0, output + error);
        return output + error;
    }
}
