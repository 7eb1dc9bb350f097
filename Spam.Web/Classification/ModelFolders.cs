using System.Globalization;
using Spam.Web.Configuration;

namespace Spam.Web.Classification;

/// <summary>Finds the model folder that settings mean: the folder itself, or one of the versions in it.</summary>
static class ModelFolders
{
    /// <summary>The folder to load.</summary>
    /// <param name="directory">A model folder, or a folder of versions as <c>artifacts/spam</c>.</param>
    /// <param name="version">Which version; the newest where it is null. For a model folder it is but a name.</param>
    /// <exception cref="StartException">There is no model.</exception>
    public static string Find(string directory, string? version)
    {
        if (!Directory.Exists(directory))
            throw new StartException($"There is no model in {directory}: the folder does not exist.");
        if (HoldsModel(directory))
            return directory;

        var versions = Directory.GetDirectories(directory).Where(HoldsModel).Select(path => Path.GetFileName(path)).ToList();
        if (versions.Count == 0)
            throw new StartException($"There is no model in {directory}: neither it nor a folder in it holds a *metadata.json file.");
        if (version is null)
            return Path.Combine(directory, versions.OrderByDescending(Number).ThenByDescending(name => name, StringComparer.Ordinal).First());
        return versions.Contains(version)
            ? Path.Combine(directory, version)
            : throw new StartException(
                $"There is no version {version} in {directory}: it holds {string.Join(", ", versions.Order(StringComparer.Ordinal))}. " +
                "Set MODEL_VERSION to one of them.");
    }

    static bool HoldsModel(string folder) => Directory.EnumerateFiles(folder, "*metadata.json").Any();

    // v10 is newer than v9.
    static long Number(string name)
    {
        var digits = name.AsSpan(name.AsSpan().TrimEnd("0123456789").Length);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }
}
