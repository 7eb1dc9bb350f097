using System.Security.Cryptography;
using Spam.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Spam.Tests.Web.Ui;

[Collection(BrowserTests.Name)]
public class FailureTests(Chromium chromium)
{
    [SkippableFact]
    public async Task What_is_wrong_with_a_line_is_said_with_its_number_and_the_line_is_selected()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = new(TextLength: 10) });
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.Box().FillAsync("short\n\nthis one is too long\nfine");
            await page.Button().ClickAsync();

            await Expect(page.Problem()).ToHaveTextAsync("Line 3. Too long: a text may have 10 characters at most.");
            await Expect(page.Box()).ToBeFocusedAsync();
            await Expect(page.Box()).ToHaveValueAsync("short\n\nthis one is too long\nfine");
            Assert.Equal("this one is too long", await page.EvaluateAsync<string>("getSelection().toString()"));

            await page.ClassifyAsync("short");
            await Expect(page.Problem()).ToBeHiddenAsync();
        }, expectedStatuses: 422);
    }

    [SkippableFact]
    public async Task Too_many_texts_and_too_large_bodies_are_told_with_the_limit()
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = new(BodyBytes: 2_000, Texts: 3) });
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.Box().FillAsync("a\nb\nc\nd");
            await Expect(page.Locator("#count")).ToHaveTextAsync("4 texts, of which one call takes 3 texts");
            await page.Button().ClickAsync();
            await Expect(page.Problem()).ToContainTextAsync("Too many texts: the service takes 3 texts in one call at most.");

            await page.Box().FillAsync(new string('x', 3_000));
            await page.Button().ClickAsync();
            await Expect(page.Problem()).ToContainTextAsync("larger than the service takes in one call");
            await Expect(page.Box()).ToHaveValueAsync(new string('x', 3_000));
        }, null, 422, 413);
    }

    [SkippableFact]
    public async Task Whoever_asks_too_often_is_told_how_long_to_wait()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync("kept");
            await page.RouteAsync("**/predictions", route => route.FulfillAsync(new()
            {
                Status = 429,
                Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
                Body = "{\"detail\":\"Too Many Requests\"}",
            }));
            await page.Button().ClickAsync();

            await Expect(page.Problem()).ToContainTextAsync("Too many calls for now. Try again in 1 second.");
            await Expect(page.Problem()).ToHaveTextAsync("You can try again now.");
            await Expect(page.Rows()).ToHaveCountAsync(1);
            await Expect(page.Box()).ToHaveValueAsync("kept");
        }, null, 429);
    }

    [SkippableTheory]
    [InlineData(503, "{\"detail\":\"The model is loading.\"}", "The service cannot answer now. It says: The model is loading. Try again in a moment.")]
    [InlineData(500, "{\"detail\":\"Internal Server Error\"}", "The service failed with status 500. It says: Internal Server Error")]
    [InlineData(502, "<h1>Bad Gateway</h1>", "The service cannot answer now. Try again in a moment.")]
    [InlineData(200, "<p>Welcome to the hotel's network</p>", "What came back is not a list of answers.")]
    public async Task Other_failures_are_said_in_words_too(int status, string body, string words)
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.RouteAsync("**/predictions", route => route.FulfillAsync(new() { Status = status, Body = body }));
            await page.Box().FillAsync("kept");
            await page.Button().ClickAsync();

            await Expect(page.Problem()).ToContainTextAsync(words);
            await Expect(page.Box()).ToHaveValueAsync("kept");
            await Expect(page.Button()).ToHaveTextAsync("Classify");
        }, null, status);
    }

    [SkippableFact]
    public async Task A_service_that_is_gone_is_told_beside_the_texts_and_in_the_head()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await Expect(page.Locator("#state")).ToContainTextAsync("mock v1, ready");
            await page.ClassifyAsync("kept");
            await server.StopAsync();
            await page.Button().ClickAsync();

            await Expect(page.Problem()).ToContainTextAsync("The service cannot be reached.");
            await Expect(page.Problem()).ToContainTextAsync("Your texts are still here.");
            await Expect(page.Locator("#state")).ToContainTextAsync("cannot be reached");
            await Expect(page.Locator("#calls-state")).ToContainTextAsync("The service cannot be reached.");
            await Expect(page.Box()).ToHaveValueAsync("kept");
            await Expect(page.Rows()).ToHaveCountAsync(1);
        }, null, 0);
    }

    [SkippableTheory]
    [InlineData("""{"status":"ready","model":{"name":"news","version":"v9"}}""", "news v9, ready")]
    [InlineData("""{"status":"degraded","model":{"name":"news","version":"v9"},"store":{"state":"up"}}""", "news v9, ready in part")]
    [InlineData("""{"status":"degraded","model":{"name":"news","version":"v9"},"store":{"state":"down"}}""", "news v9, ready, but its store is away: answers are not kept")]
    [InlineData("""{"status":"unavailable","model":null}""", "mock v1, cannot answer now")]
    [InlineData("""{"status":"stopping","model":{"name":"news","version":"v9"}}""", "news v9, stopping")]
    [InlineData("no JSON", "mock v1, cannot be reached")]
    public async Task The_head_says_how_the_service_is_doing(string health, string words)
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.RouteAsync("**/health/ready", route => route.FulfillAsync(new() { Body = health }));
            await page.ReloadAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync(words);
        });
    }

    [SkippableFact]
    public async Task A_key_is_asked_for_used_and_stored_nowhere()
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData("open sesame"u8.ToArray().Where(letter => letter != ' ').ToArray()));
        await using var server = await TestServer.StartAsync(TestServer.Settings with { ApiKeys = [digest] });
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            var key = page.GetByLabel("API key");
            await Expect(page.Locator("#calls-state")).ToHaveTextAsync("Shown once there is an API key.");
            await page.Box().FillAsync("kept");
            await page.Button().ClickAsync();
            await Expect(page.Problem()).ToHaveTextAsync("This service answers only with an API key.");
            await Expect(key).ToBeFocusedAsync();

            await key.FillAsync("wrong");
            await key.PressAsync("Enter");
            await Expect(page.Problem()).ToHaveTextAsync("This API key is not known here. Check it, then try again.");
            await key.FillAsync("schlüssel");
            await key.PressAsync("Enter");
            await Expect(page.Problem()).ToContainTextAsync("This API key cannot be right");

            await key.FillAsync("opensesame");
            await key.PressAsync("Enter");
            await Expect(page.Rows()).ToHaveCountAsync(1);
            await Expect(page.Locator("#calls li")).ToHaveCountAsync(1);
            await page.Locator("#curl summary").ClickAsync();
            await Expect(page.Locator("#command")).ToContainTextAsync("-H \"X-API-Key: $API_KEY\"");

            await page.Locator("#theme").ClickAsync();
            var stored = await page.EvaluateAsync<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href])");
            Assert.Equal($$"""[{"theme":"dark"},{},"","{{server.Address}}/ui"]""", stored);
            Assert.DoesNotContain("opensesame", await page.ContentAsync(), StringComparison.Ordinal);
            await page.ReloadAsync();
            await Expect(key).ToHaveValueAsync("");
        }, null, 401);
    }
}
