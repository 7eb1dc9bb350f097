using Microsoft.Playwright;

namespace Spam.Tests.Browser;

/// <summary>
/// The system's Chromium, without a window, for all tests that look at pages. Nothing is downloaded: where it is absent these tests skip,
/// but not where <c>CI=true</c> says that it should be there.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    const int Patience = 30_000; // milliseconds: nothing here depends on how busy the machine is

    static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome"];

    static readonly string[] _quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    IPlaywright? _playwright;
    IBrowser? _browser;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>Opens a page in a profile of its own, hands it over, and then sees to it that nothing happened there that should not.</summary>
    /// <param name="url">Where it begins: <c>http:</c> or <c>file:</c>.</param>
    /// <param name="look">What to do with it.</param>
    /// <param name="options">Its size, colours and more.</param>
    /// <param name="expectedStatuses">Failures that the test brings about, which browsers report as errors.</param>
    public async Task VisitAsync(string url, Func<IPage, Task> look, BrowserNewContextOptions? options = null, params int[] expectedStatuses)
    {
        var browser = await StartAsync();
        await using var context = await browser.NewContextAsync(options);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        var deeds = new Misdeeds(page, new Uri(url), expectedStatuses);
        await page.GotoAsync(url);
        await look(page);
        Assert.Empty(deeds.All);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    async Task<IBrowser> StartAsync()
    {
        if (_browser is not null)
            return _browser;

        var program = _names.Select(OutsideTool.PathOf).FirstOrDefault(path => path is not null);
        OutsideTool.SkipIf(program is null, "chromium is not installed");
        OutsideTool.SkipIf(!Directory.Exists(Path.Combine(AppContext.BaseDirectory, ".playwright", "node")), "Playwright has no driver for this system");
        Assertions.SetDefaultExpectTimeout(Patience);
        _playwright = await Playwright.CreateAsync();
        return _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Headless = true, Args = _quiet });
    }
}
