using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Spam.Tests.Web.Ui;

/// <summary>What a person does with the page.</summary>
static class Asking
{
    /// <summary>A narrow phone.</summary>
    public static BrowserNewContextOptions Phone { get; } = new() { ViewportSize = new() { Width = 320, Height = 640 }, HasTouch = true, IsMobile = true };

    /// <summary>Someone who has the system set to dark.</summary>
    public static BrowserNewContextOptions Dark { get; } = new() { ColorScheme = ColorScheme.Dark };

    /// <summary>The box for texts.</summary>
    public static ILocator Box(this IPage page) => page.GetByLabel("One text per line");

    /// <summary>The button.</summary>
    public static ILocator Button(this IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Classify" });

    /// <summary>The rows of answers.</summary>
    public static ILocator Rows(this IPage page) => page.Locator("#rows tr");

    /// <summary>What went wrong.</summary>
    public static ILocator Problem(this IPage page) => page.GetByRole(AriaRole.Alert);

    /// <summary>Writes lines, has them classified, and waits for their rows.</summary>
    public static async Task ClassifyAsync(this IPage page, params string[] lines)
    {
        await page.Box().FillAsync(string.Join('\n', lines));
        var answer = await page.RunAndWaitForResponseAsync(() => page.Button().ClickAsync(), response => response.Url.EndsWith("/predictions", StringComparison.Ordinal));
        Assert.Equal(200, answer.Status);
        await Expect(page.Button()).ToHaveAttributeAsync("aria-disabled", "false"); // and not WaitForFunction, which the page's policy forbids
        await Expect(page.Rows()).ToHaveCountAsync(lines.Length);
    }

    /// <summary>What makes the page scroll sideways: that without which it would not.</summary>
    public static Task<string[]> TooWideAsync(this IPage page) => page.EvaluateAsync<string[]>(
        """
        () => {
          const scrolls = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
          const isToBlame = element => {
            element.style.setProperty("display", "none", "important");
            const isFixed = !scrolls();
            element.style.removeProperty("display");
            return isFixed;
          };
          return scrolls() ? [...document.querySelectorAll("body *")].filter(isToBlame).map(element => element.cloneNode(false).outerHTML) : [];
        }
        """);
}
