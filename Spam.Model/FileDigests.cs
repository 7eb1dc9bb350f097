using System.Security.Cryptography;
using System.Text;

namespace Spam.Model;

/// <summary>Sizes and SHA-256 sums of the files of a folder.</summary>
public static class FileDigests
{
    /// <summary>Each file below <paramref name="folder"/>, in the order of their paths.</summary>
    public static IReadOnlyList<ManifestFile> OfFolder(string folder)
        => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(path => Of(folder, path))];

    /// <summary>One file of <paramref name="folder"/>.</summary>
    public static ManifestFile Of(string folder, string relativePath)
    {
        using var stream = File.OpenRead(Path.Combine(folder, relativePath));
        return new(relativePath, stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    /// <summary>One SHA-256 for several files: of their paths and sums. Equal files give an equal one, whenever and wherever they were written.</summary>
    public static string Combined(IEnumerable<ManifestFile> files)
    {
        var lines = files.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => $"{file.Sha256}  {file.Path}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
