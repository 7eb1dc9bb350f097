using System.Globalization;

namespace Spam.Web.Repository.Versions;

/// <summary>Which versions of a model are loaded: so many of the newest that can be, or those of a list.</summary>
/// <param name="Newest">How many of the newest; without meaning where there is a list.</param>
/// <param name="Listed">The versions of the list, with commas between; null where there is none.</param>
sealed record VersionPolicy(int Newest, string? Listed)
{
    const string Specific = "specific:", LatestOf = "latest:";

    /// <summary>Every version.</summary>
    public static VersionPolicy All { get; } = new(int.MaxValue, null);

    /// <summary>The newest versions that can be loaded.</summary>
    public static VersionPolicy Latest(int count) => new(count, null);

    /// <summary>These versions.</summary>
    public static VersionPolicy Only(params IEnumerable<string> versions) => new(0, string.Join(',', versions));

    /// <summary>Reads <c>latest</c>, <c>latest:2</c>, <c>all</c> or <c>specific:v1,v3</c>.</summary>
    /// <param name="text">The setting.</param>
    /// <param name="complain">Gets a sentence where it is none of them.</param>
    public static VersionPolicy Parse(string text, Action<string> complain)
    {
        if (text == "latest")
            return Latest(1);
        if (text == "all")
            return All;
        if (text.StartsWith(LatestOf, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(LatestOf.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0)
        {
            return Latest(count);
        }

        if (text.StartsWith(Specific, StringComparison.Ordinal)
            && text[Specific.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } versions)
        {
            return Only(versions);
        }

        complain($"MODEL_VERSION_POLICY={text} is none of latest, latest:2 (or another number), all, specific:v1,v3.");
        return Latest(1);
    }

    /// <summary>Whether a version is to be loaded.</summary>
    /// <param name="version">The version.</param>
    /// <param name="newerAvailable">How many newer ones can answer.</param>
    public bool Wants(string version, int newerAvailable) => Listed is null ? newerAvailable < Newest : Listed.Split(',').Contains(version);
}
