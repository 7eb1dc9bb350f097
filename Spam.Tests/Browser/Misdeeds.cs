using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Spam.Tests.Browser;

/// <summary>What a page must not do: ask others, break its own policy, fail in a script, open a dialog.</summary>
sealed class Misdeeds
{
    readonly ConcurrentQueue<string> _all = [];

    /// <summary>Watches <paramref name="page"/>.</summary>
    /// <param name="page">The page, before it has gone anywhere.</param>
    /// <param name="home">Whose files it may ask for.</param>
    /// <param name="expectedStatuses">Failures that are brought about; 0 for connections that fail.</param>
    public Misdeeds(IPage page, Uri home, IReadOnlyList<int> expectedStatuses)
    {
        page.Request += (_, request) =>
        {
            var uri = new Uri(request.Url);
            if (uri.Scheme is not ("data" or "blob") && (uri.Scheme, uri.Authority) != (home.Scheme, home.Authority))
                _all.Enqueue($"asked {request.Url}");
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !IsExpected(message.Text, expectedStatuses))
                _all.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _all.Enqueue($"failed: {error}");
        page.Dialog += async (_, dialog) =>
        {
            _all.Enqueue($"opened a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    /// <summary>All of it. A policy that is broken is among the errors.</summary>
    public IReadOnlyCollection<string> All => _all;

    static bool IsExpected(string message, IReadOnlyList<int> statuses)
        => message.StartsWith("Failed to load resource: ", StringComparison.Ordinal)
            && statuses.Any(status => message.Contains(status == 0 ? "net::ERR_" : $"status of {status} ", StringComparison.Ordinal));
}
