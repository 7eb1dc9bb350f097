namespace Spam.Tests;

/// <summary>
/// Golden cases that are not to match, each with its reason, in <c>Goldens/numerics/deviations.json</c>: folder -> case -> reason.
/// A listed case that matches all the same fails, so that the list stays true.
/// </summary>
static class Deviations
{
    public static void Check(string folder, string name, Action run)
    {
        if (Reason(folder, name) is not { } reason)
        {
            run();
            return;
        }

        var error = Record.Exception(run);
        Assert.True(error is Xunit.Sdk.XunitException, error is null
            ? $"{name} matches, though it is listed as a deviation ({reason}). Take it off the list."
            : $"{name} is listed as a deviation ({reason}), but failed in another way: {error}");
    }

    static string? Reason(string folder, string name)
        => GoldenData.OwnJson("numerics/deviations.json").TryGetProperty(folder, out var cases) && cases.TryGetProperty(name, out var reason)
            ? reason.GetString()
            : null;
}
