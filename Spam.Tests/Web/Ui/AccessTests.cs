using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Playwright;
using Spam.Tests.Browser;
using Spam.Web.CallLog;
using Spam.Web.Storage.Caching;
using static Microsoft.Playwright.Assertions;

namespace Spam.Tests.Web.Ui;

/// <summary>Whether all can use the page: by keyboard, by ear, on a phone, in the dark, in any script, and without ours.</summary>
[Collection(BrowserTests.Name)]
public class AccessTests(Chromium chromium)
{
    const string Long = "An unbrokenwordof" + "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww";

    static readonly string[] _texts = [Long, "مرحبا، لقد ربحت جائزة", "שלום עולם", "👩‍👩‍👧‍👦 🎉 emoji", "plain", string.Join(' ', Enumerable.Repeat("many words", 60))];

    public static TheoryData<ColorScheme, int> Looks => new()
    {
        { ColorScheme.Light, 1280 }, { ColorScheme.Dark, 1280 }, { ColorScheme.Light, 320 }, { ColorScheme.Dark, 320 },
    };

    [SkippableTheory, MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing_wrong_before_with_answers_and_with_an_error(ColorScheme colors, int width)
    {
        await using var server = await TestServer.StartAsync(TestServer.Settings with { Limits = new(TextLength: 2_000) }, ScriptedClassifier.WithLabels(7));
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await Expect(page.Locator("#calls-state")).ToHaveTextAsync("None so far.");
            Assert.Empty(await page.ViolationsAsync());

            await page.ClassifyAsync(_texts);
            await page.Locator("#calls li").First.WaitForAsync();
            foreach (var summary in await page.Locator("summary").AllAsync())
                await summary.ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "2 more labels" }).First.ClickAsync();
            Assert.Empty(await page.ViolationsAsync());

            await page.Box().FillAsync($"fine\n{new string('x', 3_000)}");
            await page.Button().ClickAsync();
            await Expect(page.Problem()).ToBeVisibleAsync();
            await page.EvaluateAsync("document.getElementById('key-field').hidden = false");
            Assert.Empty(await page.ViolationsAsync());
        }, new() { ColorScheme = colors, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = 800 } }, 422);
    }

    [SkippableTheory, InlineData(320), InlineData(768), InlineData(1024), InlineData(1280)]
    public async Task No_width_scrolls_sideways(int width)
    {
        await using var server = await TestServer.StartAsync(classifier: new ScriptedClassifier([new string('n', 60), "a label of several words", "c", "d", "e", "f", "g"]));
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            Assert.Empty(await page.TooWideAsync());

            await page.ClassifyAsync(_texts);
            await page.Locator("#calls li").First.WaitForAsync();
            foreach (var summary in await page.Locator("summary").AllAsync())
                await summary.ClickAsync();

            Assert.Empty(await page.TooWideAsync());
            Assert.Equal("rtl", await page.Rows().Nth(1).Locator(".words").EvaluateAsync<string>("text => getComputedStyle(text).direction"));
        }, new() { ViewportSize = new() { Width = width, Height = 640 } });
    }

    [SkippableFact]
    public async Task A_keyboard_alone_does_it_all()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the texts" })).ToBeFocusedAsync();
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.PressAsync("Tab");
            await Expect(page.Box()).ToBeFocusedAsync();

            await page.Keyboard.TypeAsync("ab");
            await page.Keyboard.PressAsync("Enter");
            await page.Keyboard.TypeAsync("abc");
            await page.Keyboard.PressAsync("Control+Enter");
            await Expect(page.Rows()).ToHaveCountAsync(2);
            await Expect(page.Box()).ToBeFocusedAsync(); // one goes on writing
            await Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync("2 texts: 1 ham, 1 spam."); // and hears of it

            await page.Keyboard.PressAsync("Tab");
            await Expect(page.Button()).ToBeFocusedAsync();
            Assert.NotEqual("none", await page.Button().EvaluateAsync<string>("button => getComputedStyle(button).outlineStyle"));
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Space");
            await Expect(page.GetByLabel("Skip the cache")).ToBeCheckedAsync();
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page.Locator("#command")).ToContainTextAsync("{\"texts\":[\"ab\",\"abc\"],\"skip_cache\":true}");
            await page.Keyboard.PressAsync("Control+Enter");
            await Expect(page.Locator("#summary")).ToContainTextAsync("None from the cache.");
        });
    }

    [SkippableFact]
    public async Task Light_and_dark_follow_the_system_until_somebody_chooses()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            var ground = () => page.EvaluateAsync<string>("getComputedStyle(document.documentElement).backgroundColor");
            var dark = await ground();
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            var light = await ground();
            await Expect(page.Locator("#theme")).ToHaveTextAsync("Dark theme");
            await page.Locator("#theme").ClickAsync();
            var chosen = await ground();
            await page.ReloadAsync();
            await Expect(page.Locator("#theme")).ToHaveTextAsync("Light theme");

            Assert.NotEqual(light, dark);
            Assert.Equal((dark, dark), (chosen, await ground()));
        }, Asking.Dark);
    }

    [SkippableFact]
    public async Task Nothing_moves_for_those_who_want_it_so()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await page.ClassifyAsync("ab");
            Assert.Equal(0, await page.EvaluateAsync<int>("document.getAnimations().length"));
            Assert.Equal("auto", await page.EvaluateAsync<string>("getComputedStyle(document.documentElement).scrollBehavior"));
        }, new() { ReducedMotion = ReducedMotion.Reduce });
    }

    [SkippableFact]
    public async Task Without_JavaScript_the_page_says_what_to_do()
    {
        await using var server = await TestServer.StartAsync();
        await chromium.VisitAsync($"{server.Address}/ui", async page =>
        {
            await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "This page needs JavaScript" })).ToBeVisibleAsync();
            await Expect(page.Locator("#texts")).ToBeHiddenAsync();
            await Expect(page.Locator("#mock")).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "this example" }).ClickAsync();
            await Expect(page.Locator("body")).ToContainTextAsync("Click TO WIN a FREE CAR");
        }, new() { JavaScriptEnabled = false });
    }

    [SkippableFact]
    public async Task A_mock_is_told_apart_and_so_is_a_service_without_its_store()
    {
        await using var mock = await TestServer.StartAsync();
        await using var real = await TestServer.StartAsync(
            TestServer.Settings with { MockModel = false }, new ScriptedClassifier(["ham", "spam"]), services =>
            {
                services.Replace(ServiceDescriptor.Singleton<IPredictionCache, BrokenStore>());
                services.Replace(ServiceDescriptor.Singleton<ICallLog, BrokenStore>());
            });

        await chromium.VisitAsync($"{mock.Address}/", page => Expect(page.Locator("#mock")).ToBeVisibleAsync());
        await chromium.VisitAsync($"{real.Address}/ui", async page =>
        {
            await Expect(page.Locator("#mock")).ToBeHiddenAsync();
            await Expect(page.Locator("#state")).ToHaveTextAsync("scripted v7, ready, but its store is away: answers are not kept");
            await page.ClassifyAsync("still answered");
            await Expect(page.Locator("#calls-state")).ToContainTextAsync("The service cannot answer now.");
        }, null, 503);
    }
}
