using Microsoft.Playwright;
using Spam.Tests.Browser;

namespace Spam.Tests.Web.Ui;

/// <summary>
/// Takes the pictures of <c>docs/pictures</c>. <c>SPAM_PICTURES</c> names a folder to keep them in; then the trained model of <c>artifacts/spam</c>
/// answers, and else a scripted one.
/// </summary>
[Collection(BrowserTests.Name)]
public class PicturesTests(Chromium chromium)
{
    const int MostBytes = 200_000;

    static readonly string[] _texts =
    [
        "Click TO WIN a FREE CAR", "I like this endpoint", "Are we still meeting for lunch tomorrow?", "URGENT! Your account will be closed, call now to claim your prize",
        "Can you send me the notes from Monday?", "Congratulations, you have been selected for a cash reward",
    ];

    [SkippableTheory]
    [InlineData("page-light", ColorScheme.Light, 1280, 920)]
    [InlineData("page-dark", ColorScheme.Dark, 1280, 920)]
    [InlineData("page-phone", ColorScheme.Light, 390, 1500)]
    public async Task A_picture_of_the_page_is_small_enough_to_ship(string name, ColorScheme colors, int width, int height)
    {
        using var temporary = new TemporaryFolder();
        var folder = Environment.GetEnvironmentVariable("SPAM_PICTURES") is { Length: > 0 } wanted ? Path.Combine(Repository.Root, wanted) : null;
        var settings = TestServer.Settings with { ApiName = "Spam Classifier", MockModel = false, ModelVersion = null, ModelDirectory = Path.Combine(Repository.Root, "artifacts", "spam") };
        await using var server = await TestServer.StartAsync(settings, folder is null ? new ScriptedClassifier(["ham", "spam"]) : null);
        var path = Path.Combine(folder ?? temporary.Path, $"{name}.png");

        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync(_texts[..2]);
            await page.ClassifyAsync(_texts);
            await page.Mouse.MoveAsync(0, 0);
            await page.EvaluateAsync("document.activeElement.blur(); scrollTo(0, 0)");
            await page.Locator("#calls li").Nth(7).WaitForAsync();
            await page.WaitForTimeoutAsync(400); // bars have grown
            await page.ScreenshotAsync(new() { Path = path });
        }, new() { ColorScheme = colors, ViewportSize = new() { Width = width, Height = height } });

        Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
    }
}
