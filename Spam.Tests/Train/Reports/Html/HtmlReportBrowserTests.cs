using Microsoft.Playwright;
using Spam.Tests.Browser;
using Spam.Train.Evaluations;

namespace Spam.Tests.Train.Reports.Html;

[Collection(BrowserTests.Name)]
public sealed class HtmlReportBrowserTests(Chromium chromium) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(2, false, ColorScheme.Light)]
    [InlineData(5, false, ColorScheme.Dark)]
    [InlineData(40, false, ColorScheme.Light)]
    [InlineData(4, true, ColorScheme.Dark)]
    public async Task It_shuts_nobody_out(int numLabels, bool isMultiLabel, ColorScheme colours)
        => await VisitAsync(
            SampleEvaluation.Of([.. Enumerable.Range(0, numLabels).Select(label => $"label {label}")], isMultiLabel),
            async page => Assert.Empty(await page.ViolationsAsync()),
            new() { ColorScheme = colours });

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task A_phone_scrolls_down_only(int numLabels)
        => await VisitAsync(
            SampleEvaluation.Of([.. Enumerable.Range(0, numLabels).Select(label => $"label-{label}-{new string('x', 70)}")], texts: SampleEvaluation.Hostile),
            async page =>
            {
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");
                Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
            },
            new() { ViewportSize = new() { Width = 360, Height = 740 } });

    [SkippableFact]
    public async Task Hostile_texts_and_labels_are_shown_as_texts()
        => await VisitAsync(
            SampleEvaluation.Of(SampleEvaluation.Hostile, texts: SampleEvaluation.Hostile),
            async page =>
            {
                Assert.Equal(0, await page.EvaluateAsync<int>("document.scripts.length + document.images.length + document.querySelectorAll('b > b, iframe, object').length"));
                Assert.Equal(SampleEvaluation.Hostile[0], await page.Locator("q.text").Filter(new() { HasText = "<script>" }).First.InnerTextAsync());
                Assert.Contains("</style></svg>]]>-->", await page.Locator("#labels").InnerTextAsync(), StringComparison.Ordinal);
                Assert.Equal("rtl", await page.Locator("q.text").Filter(new() { HasText = "שלום" }).First.EvaluateAsync<string>("text => getComputedStyle(text).direction"));
                Assert.Empty(await page.ViolationsAsync());
            });

    async Task VisitAsync(Evaluation evaluation, Func<IPage, Task> look, BrowserNewContextOptions? options = null)
    {
        var path = _folder.Write("report.html", SampleEvaluation.Page(evaluation));
        var requests = 0;
        await chromium.VisitAsync(new Uri(path).AbsoluteUri, async page =>
        {
            page.Request += (_, _) => requests++;
            await page.ReloadAsync();
            await look(page);
        }, options);
        Assert.Equal(1, requests); // the file itself
    }
}
