using System.Text.Json.Nodes;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Train.Reports;

namespace Spam.Train.Inspections;

/// <summary>Compares the files that a manifest lists with those that are there.</summary>
static class ManifestChecks
{
    /// <summary>Computes each checksum again.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="folder">The folder that it stands in.</param>
    public static IReadOnlyList<SavedCheck> Of(Manifest manifest, string folder) => [.. manifest.Files.Select(file => Check(file, folder))];

    /// <summary>Adds checks to what is printed.</summary>
    public static void Add(List<ReportFact> facts, JsonObject members, IReadOnlyList<SavedCheck> checks)
    {
        foreach (var check in checks)
            facts.Add(new($"checksum {check.Of}", $"{(check.IsRight ? "OK" : "WRONG")}: {check.Detail}"));
        members["checksums"] = new JsonArray([.. checks.Select(check => new JsonObject { ["of"] = check.Of, ["ok"] = check.IsRight, ["detail"] = check.Detail })]);
    }

    static SavedCheck Check(ManifestFile file, string folder)
    {
        var root = Path.GetFullPath(folder);
        if (!Path.GetFullPath(Path.Combine(root, file.Path)).StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return new(file.Path, IsRight: false, "it lies outside of the folder"); // and is not opened
        if (!File.Exists(Path.Combine(folder, file.Path)))
            return new(file.Path, IsRight: false, "it is missing");

        var found = FileDigests.Of(folder, file.Path);
        return found.Bytes == file.Bytes && string.Equals(found.Sha256, file.Sha256, StringComparison.OrdinalIgnoreCase)
            ? new(file.Path, IsRight: true, "SHA-256")
            : new(file.Path, IsRight: false, $"it has {found.Bytes} bytes and the SHA-256 {found.Sha256[..12]}..., not {file.Bytes} and {file.Sha256[..Math.Min(12, file.Sha256.Length)]}...");
    }
}
