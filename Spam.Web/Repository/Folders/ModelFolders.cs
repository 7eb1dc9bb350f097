namespace Spam.Web.Repository.Folders;

/// <summary>Finds models and their versions by their folders. What begins with a dot is somebody's work under way.</summary>
static class ModelFolders
{
    /// <summary>Whether a folder is itself a model.</summary>
    public static bool HoldsModel(string folder) => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*metadata.json").Any();

    /// <summary>The names of the models of a repository: of all its folders that hold a version.</summary>
    public static IReadOnlyList<string> ModelsIn(string repository)
        => [.. Visible(repository).Where(path => Visible(path).Any(IsVersion)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    /// <summary>The versions in the folder of a model, the newest first.</summary>
    public static IReadOnlyList<VersionFolder> VersionsIn(string folder) => !Directory.Exists(folder)
        ? []
        : [.. Visible(folder)
            .Where(IsVersion)
            .Select(path => Path.GetFileName(path))
            .OrderByDescending(name => name, VersionOrder.Instance)
            .Select(name => new VersionFolder(Path.Combine(folder, name), name, name))];

    static IEnumerable<string> Visible(string folder) => Directory.EnumerateDirectories(folder).Where(path => !Path.GetFileName(path).StartsWith('.'));

    // A folder with a version's name is one from the beginning; any other once it holds a model (logs/ is none).
    static bool IsVersion(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        var digits = name.StartsWith("v") ? name[1..] : name;
        return (!digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9')) || HoldsModel(path);
    }
}
