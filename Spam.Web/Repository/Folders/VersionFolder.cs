using System.Globalization;

namespace Spam.Web.Repository.Folders;

/// <summary>The folder of a version.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">What callers call the version; null where its manifest says so.</param>
sealed record VersionFolder(string Path, string Name, string? Version)
{
    static readonly EnumerationOptions _everything = new() { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false, MaxRecursionDepth = 8 };

    /// <summary>Names, sizes and times of all its files in one text, which differs when one of them has changed; null where the folder has gone.</summary>
    public string? Print()
    {
        try
        {
            var lines = new List<string>();
            foreach (var file in new DirectoryInfo(Path).EnumerateFiles("*", _everything))
            {
                var name = System.IO.Path.GetRelativePath(Path, file.FullName);
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {file.Length} {file.LastWriteTimeUtc.Ticks} {file.CreationTimeUtc.Ticks}\n"));
            }

            lines.Sort(StringComparer.Ordinal);
            return string.Concat(lines);
        }
        catch (IOException)
        {
            return null; // it went while it was looked at
        }
        catch (UnauthorizedAccessException)
        {
            return "unreadable"; // loading it tells why
        }
    }
}
