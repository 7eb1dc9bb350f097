using Spam.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Spam.Tests.Web.Ui;

/// <summary>Swagger UI in a browser, with nothing from elsewhere.</summary>
[Collection(BrowserTests.Name)]
public class DocsPageTests(Chromium chromium)
{
    [SkippableFact]
    public async Task The_documentation_renders_without_a_network_and_answers_a_try()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/docs", async page =>
        {
            await Expect(page.Locator(".info .title")).ToContainTextAsync("Golden API");
            await page.Locator("#operations-classification-single_text_prediction_get_prediction_get .opblock-summary-control").ClickAsync();
            await page.Locator(".try-out__btn").ClickAsync();
            await page.GetByPlaceholder("text").FillAsync("abc");
            await page.Locator(".execute").ClickAsync();

            await Expect(page.Locator(".live-responses-table .microlight")).ToContainTextAsync(["\"label\": \"spam\""]);
        });
    }
}
