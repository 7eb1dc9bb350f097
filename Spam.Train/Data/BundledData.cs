namespace Spam.Train.Data;

/// <summary>The data set that comes with the repository and with the program.</summary>
static class BundledData
{
    /// <summary>Where it stands below the repository's root.</summary>
    public const string RelativePath = "training/dataset/spam-messages.csv";

    /// <summary>Its path, looked for in <paramref name="folder"/>, in each folder above it, and beside the program.</summary>
    /// <exception cref="DataSetException">It is in none of them.</exception>
    public static string Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var path = Path.Combine(current.FullName, RelativePath);
            if (File.Exists(path))
                return Path.GetRelativePath(folder, path);
        }

        var own = Path.Combine(AppContext.BaseDirectory, RelativePath);
        return File.Exists(own)
            ? own
            : throw new DataSetException($"{RelativePath} is neither above {folder} nor beside the program. Name a CSV file with --data.");
    }
}
