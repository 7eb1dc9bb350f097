using Microsoft.Playwright;
using Spam.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace Spam.Tests.Web.Ui;

[Collection(BrowserTests.Name)]
public class ClassifyTests(Chromium chromium)
{
    static readonly string[] _hostile =
    [
        "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "\"><svg onload=alert(3)>", "'; alert(4) //", "{{constructor.constructor('alert(5)')()}}",
        "javascript:alert(6)", "<b>bold</b> &amp; &lt;plain&gt;", "${alert(7)} `ticks`", "\\u003cscript\\u003e", "a\u202Eb\u0000c\uFEFFd",
    ];

    [SkippableFact]
    public async Task Each_line_gets_a_row_with_a_bar_for_each_label_and_is_cached_the_second_time()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync("ab", "abc");
            await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
            await Expect(page.Rows().Nth(0)).ToContainTextAsync("ab");
            await Expect(page.Rows().Nth(0).Locator(".top-label")).ToHaveTextAsync("ham100.0%");
            await Expect(page.Rows().Nth(1).Locator(".top-label")).ToHaveTextAsync("spam100.0%");
            Assert.Equal(["ham100.0%", "spam0.0%"], await page.Rows().Nth(0).Locator("li").AllTextContentsAsync());
            Assert.Equal(["new", "new"], await page.Locator(".tag").AllTextContentsAsync());
            await Expect(page.Locator("#summary")).ToContainTextAsync("2 texts: 1 ham, 1 spam. None from the cache.");

            await page.Box().FillAsync("abc\n\n  \nabcd");
            await page.Button().ClickAsync();
            await Expect(page.Locator("#summary")).ToContainTextAsync("2 texts: 1 spam, 1 ham. 1 from the cache.");
            Assert.Equal(["cached", "new"], await page.Locator(".tag").AllTextContentsAsync());

            await page.GetByLabel("Skip the cache").CheckAsync();
            await page.Button().ClickAsync();
            await Expect(page.Locator("#summary")).ToContainTextAsync("None from the cache.");
        });
    }

    [SkippableFact]
    public async Task Bars_are_as_long_as_their_scores()
    {
        await using var server = await TestServer.StartAsync(classifier: ScriptedClassifier.WithLabels(5));
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync("one");
            await page.WaitForTimeoutAsync(400); // they grow

            var shown = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('.fill')].map(fill => fill.getBoundingClientRect().width / fill.parentElement.getBoundingClientRect().width)");
            var said = await page.Locator(".score .value").AllTextContentsAsync();

            Assert.Equal(5, shown.Length);
            Assert.All(shown.Zip(said), bar => Assert.Equal(double.Parse(bar.Second.TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture) / 100, bar.First, 0.01));
        });
    }

    [SkippableFact]
    public async Task Of_forty_labels_the_highest_are_shown_and_the_others_on_demand()
    {
        await using var server = await TestServer.StartAsync(classifier: ScriptedClassifier.WithLabels(40));
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync("one", "two");
            var scores = page.Rows().Nth(0).Locator(".score");
            await Expect(scores).ToHaveCountAsync(5);
            Assert.Equal(await page.Rows().Nth(0).Locator(".top-label .label").TextContentAsync(), await scores.Nth(0).Locator(".label").TextContentAsync());

            await page.Rows().Nth(0).GetByRole(AriaRole.Button, new() { Name = "35 more labels" }).ClickAsync();
            await Expect(scores).ToHaveCountAsync(40);
            await Expect(page.Rows().Nth(1).Locator(".score")).ToHaveCountAsync(5);
            await page.GetByRole(AriaRole.Button, new() { Name = "Fewer labels" }).ClickAsync();
            await Expect(scores).ToHaveCountAsync(5);
        });
    }

    [SkippableFact]
    public async Task Of_several_labels_at_once_all_that_are_likely_are_marked()
    {
        await using var server = await TestServer.StartAsync(classifier: ScriptedClassifier.WithLabels(3, isMultiLabel: true));
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync("d"); // the second label; 40% for both others
            await Expect(page.Locator(".score.high")).ToHaveCountAsync(1);
            await Expect(page.Locator("#summary")).ToContainTextAsync("Labels from 50% are marked.");
        });
    }

    [SkippableFact]
    public async Task Hostile_texts_are_shown_as_they_are_and_run_nothing()
    {
        await using var server = await TestServer.StartAsync(classifier: new ScriptedClassifier(["<img src=x onerror=alert(8)>", "__proto__", "\"'</ul>"]));
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync(_hostile);
            await page.Locator("#calls li").Nth(_hostile.Length - 1).WaitForAsync();
            await page.Locator("#curl summary").ClickAsync();

            Assert.Equal(_hostile, await page.Locator("#rows .words").AllTextContentsAsync());
            Assert.Equal(_hostile.Reverse(), await page.Locator("#calls .words").AllTextContentsAsync());
            Assert.Equal(["<img src=x onerror=alert(8)>", "__proto__", "\"'</ul>"], (await page.Rows().Nth(0).Locator("li .label").AllTextContentsAsync()));
            Assert.Equal(0, await page.Locator("main img, main script, main svg, main b").CountAsync());
        });
    }

    [SkippableFact]
    public async Task The_curl_line_asks_the_same_of_a_shell()
    {
        Skip.IfNot(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "curl lines are for a POSIX shell.");
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.Locator("#curl summary").ClickAsync();
            await page.Box().FillAsync("it's \"$HOME\" `x` \\n\nüñí 😀 !");
            var line = await page.Locator("#command").TextContentAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
            await Expect(page.Locator("#copied")).Not.ToBeEmptyAsync();

            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", line!]) { RedirectStandardOutput = true })!; // there is a line, and a process of that name
            var answer = System.Text.Json.JsonDocument.Parse(await process.StandardOutput.ReadToEndAsync()).RootElement;
            Assert.Equal(["it's \"$HOME\" `x` \\n", "üñí 😀 !"], answer.EnumerateArray().Select(item => item.GetProperty("input").GetString()));
        });
    }

    [SkippableFact]
    public async Task A_thousand_lines_and_a_very_long_one_stay_fast()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            var lines = Enumerable.Range(0, 999).Select(i => $"text number {i}").Append(new string('x', 50_000)).ToArray();
            await page.Box().FillAsync(string.Join('\n', lines));
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
            var before = await WorkAsync(session);
            await page.Button().ClickAsync();
            await Expect(page.Rows()).ToHaveCountAsync(1_000);
            await page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => setTimeout(done)))"); // laid out and painted
            Assert.InRange(await WorkAsync(session) - before, 0, 1.5);
            Assert.Empty(await page.TooWideAsync());

            await page.GetByRole(AriaRole.Button, new() { Name = "Show all 50,000 characters" }).ClickAsync();
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show less" })).ToHaveAttributeAsync("aria-expanded", "true");
        });
    }

    // Seconds of processor time that the page's thread has worked: how busy the machine is does not count.
    static async Task<double> WorkAsync(ICDPSession session)
    {
        var metrics = await session.SendAsync("Performance.getMetrics");
        return metrics!.Value.GetProperty("metrics").EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble(); // Chromium always answers
    }
}
