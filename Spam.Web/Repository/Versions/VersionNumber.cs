using System.Globalization;

namespace Spam.Web.Repository.Versions;

/// <summary>Versions as TensorFlow Serving counts them: <c>v1</c> and <c>1</c> are both 1.</summary>
static class VersionNumber
{
    /// <summary>The number of a version; its name where that has none.</summary>
    public static string Of(string version) => Parse(version) is { } number ? number.ToString(CultureInfo.InvariantCulture) : version;

    /// <summary>The name of the version that is asked for by its name or its number; null where there is none.</summary>
    public static string? Find(IEnumerable<string> versions, string asked)
    {
        string? found = null;
        foreach (var version in versions)
        {
            if (version == asked)
                return version;
            if (Parse(asked) is { } number && Parse(version) == number)
                found ??= version;
        }

        return found;
    }

    static long? Parse(string version)
        => long.TryParse(version.StartsWith('v') ? version.AsSpan(1) : version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
