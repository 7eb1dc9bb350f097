using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spam.Tests.Browser;
using Spam.Tests.Web.CallLog;
using Spam.Web.CallLog;
using static Microsoft.Playwright.Assertions;

namespace Spam.Tests.Web.Ui;

[Collection(BrowserTests.Name)]
public class RecentCallsTests(Chromium chromium)
{
    [SkippableFact]
    public async Task Calls_of_others_with_the_same_name_appear_by_themselves()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await Expect(page.Locator("#calls-state")).ToHaveTextAsync("None so far.");
            await server.PredictAsync("from a program {\\\"a\\\": \\\"}\\\"}");
            await Expect(page.Locator("#calls li .words")).ToHaveTextAsync(["from a program {\"a\": \"}\"}"]);

            await server.PredictAsync("another");
            await Expect(page.Locator("#calls li .words")).ToHaveTextAsync(["another", "from a program {\"a\": \"}\"}"]);
            await Expect(page.Locator("#calls-count")).ToHaveTextAsync("2");
        });
    }

    [SkippableFact]
    public async Task Rows_are_shown_while_the_log_still_streams()
    {
        var log = new HandFedLog();
        await using var server = await TestServer.StartAsync(change: services => services.Replace(ServiceDescriptor.Singleton<ICallLog>(log)));
        log.Rows.Writer.TryWrite("first");
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await Expect(page.Locator("#calls li")).ToHaveCountAsync(1);
            log.Rows.Writer.TryWrite("second"); // only now that the first is seen
            await Expect(page.Locator("#calls li .words")).ToHaveTextAsync(["second", "first"]);

            log.Rows.Writer.Complete(new IOException("the disk is gone"));
            await Expect(page.Locator("#calls-state")).ToHaveTextAsync("The log broke off. It is read again in a moment.");
            await Expect(page.Locator("#calls li")).ToHaveCountAsync(2);
        }, null, 0, 503);
    }

    [SkippableFact]
    public async Task Only_the_latest_of_many_are_shown_and_all_are_counted()
    {
        await using var server = await TestServer.StartAsync();
        await server.SendAsync("POST", "/predictions", $$"""{"texts":[{{string.Join(',', Enumerable.Range(1, 500).Select(i => $"\"text {i}\""))}}]}""");
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await Expect(page.Locator("#calls-count")).ToHaveTextAsync("500");
            await Expect(page.Locator("#calls li")).ToHaveCountAsync(200);
            await Expect(page.Locator("#calls li .words").First).ToHaveTextAsync("text 500");
            await Expect(page.Locator("#calls-state")).ToHaveTextAsync("The latest 200 are shown.");
        });
    }

    [SkippableFact]
    public async Task Whoever_does_not_follow_and_a_hidden_page_ask_for_nothing_and_idle_pages_ask_ever_less()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            var asked = 0;
            page.Request += (_, request) => asked += request.Url.EndsWith("/recent_log", StringComparison.Ordinal) ? 1 : 0;
            await page.Clock.InstallAsync();
            await page.ReloadAsync();
            await Expect(page.Locator("#calls-state")).ToHaveTextAsync("None so far.");
            asked = 0;
            for (var second = 0; second < 120; second++)
            {
                await page.Clock.RunForAsync(1_000);
                await page.EvaluateAsync("fetch('/health/live')"); // what was asked before is answered by then, mostly
            }

            var idle = asked;
            await page.EvaluateAsync("Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))");
            asked = 0;
            await page.Clock.RunForAsync(120_000);
            var hidden = asked;
            await page.GetByLabel("Follow new calls").UncheckAsync();
            await page.EvaluateAsync("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
            await page.Clock.RunForAsync(120_000);
            var unfollowed = asked;
            await page.RunAndWaitForRequestAsync(() => page.GetByLabel("Follow new calls").CheckAsync(), request => request.Url.EndsWith("/recent_log", StringComparison.Ordinal));

            Assert.InRange(idle, 3, 12); // after 2 seconds, then 3, 4.5 and so on
            Assert.Equal((0, 0), (hidden, unfollowed));
        });
    }
}
