namespace Spam.Train.Data;

/// <summary>The data set that comes with the repository.</summary>
static class BundledData
{
    /// <summary>Where it stands below the repository's root.</summary>
    public const string RelativePath = "training/dataset/spam-messages.csv";

    /// <summary>Its path, looked for in <paramref name="folder"/> and each folder above it.</summary>
    /// <exception cref="DataSetException">It is in none of them.</exception>
    public static string Find(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var path = Path.Combine(current.FullName, RelativePath);
            if (File.Exists(path))
                return Path.GetRelativePath(folder, path);
        }

        throw new DataSetException(
            $"{RelativePath} is neither in {folder} nor in a folder above it. Run the command inside the repository, or name a CSV file with --data.");
    }
}
