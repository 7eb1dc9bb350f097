using System.Text.Json;
using Microsoft.Playwright;

namespace Spam.Tests.Browser;

/// <summary>Has axe-core look for what shuts people out.</summary>
static class Accessibility
{
    static readonly string _axe = Path.Combine(OutsideTool.Folder, "node_modules", "axe-core", "axe.min.js");

    /// <summary>What it finds, a line for each element.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this IPage page)
    {
        OutsideTool.SkipIf(!File.Exists(_axe), "The package axe-core is absent: npm ci --prefix Spam.Tests/Tools");
        await page.EvaluateAsync(await File.ReadAllTextAsync(_axe));
        var result = await page.EvaluateAsync<JsonElement>("axe.run({ resultTypes: ['violations'] })");
        return [.. result.GetProperty("violations").EnumerateArray().SelectMany(rule => rule.GetProperty("nodes").EnumerateArray().Select(
            node => $"{rule.GetProperty("id")}: {node.GetProperty("html")} {node.GetProperty("failureSummary")}"))];
    }
}
