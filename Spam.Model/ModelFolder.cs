using System.Text;

namespace Spam.Model;

/// <summary>The files of a model folder, found by their names.</summary>
/// <param name="Folder">The folder, as it was named.</param>
/// <param name="Model">The model's file or folder, relative to the folder.</param>
/// <param name="Tokenizer">The tokenizer's file, relative to the folder.</param>
/// <param name="Metadata">The metadata's file, relative to the folder.</param>
/// <param name="HasManifest">Whether there is a manifest.</param>
public sealed record ModelFolder(string Folder, string Model, string Tokenizer, string Metadata, bool HasManifest)
{
    const string SavedModel = "saved_model";
    const int LargestText = 256 << 20; // bytes; a tokenizer of 100,000 words has 10 MB
    const string Fix = "Copy the whole folder again, or train again; if the change is meant, delete " + Manifest.FileName + ".";

    static readonly UTF8Encoding _strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Looks for one model, one tokenizer and one metadata file.</summary>
    /// <exception cref="ModelFolderException">One is missing, or there are two.</exception>
    public static ModelFolder Find(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ModelFolderException(File.Exists(folder)
                ? $"{folder} is a file; a model folder is needed, as artifacts/spam/v1. Name the folder that holds it."
                : $"The model folder {folder} does not exist. Train a model first (dotnet run --project Spam.Train), or correct the path.");
        }

        var names = NamesIn(folder);
        var model = ModelOf(folder, names);
        var tokenizer = One(folder, names, name => name.EndsWith("tokenizer.json", StringComparison.Ordinal), "tokenizer", "*tokenizer.json");
        var metadata = One(folder, names, name => name.EndsWith("metadata.json", StringComparison.Ordinal), "metadata file", "*metadata.json");
        if (model == SavedModel && !Directory.Exists(Path.Combine(folder, model)))
            throw new ModelFolderException($"{Path.Combine(folder, model)} is a file; a SavedModel is a folder. Copy it there again, or train again.");

        return new(folder, model, tokenizer, metadata, names.Contains(Manifest.FileName));
    }

    /// <summary>Looks for the model alone.</summary>
    /// <returns>The full path of its file or folder.</returns>
    /// <exception cref="ModelFolderException">The folder has none, or two.</exception>
    public static string FindModel(string folder) => Path.Combine(folder, ModelOf(folder, NamesIn(folder)));

    /// <summary>Whether a folder has a manifest, and every file that it lists, of the size that it tells: then none is on its way any more. What they hold is not read.</summary>
    public static bool IsWhole(string folder)
    {
        var manifest = Path.Combine(folder, Manifest.FileName);
        try
        {
            return File.Exists(manifest) && Manifest.Parse(File.ReadAllText(manifest), manifest).Files
                .All(file => new FileInfo(Path.Combine(folder, file.Path)) is { Exists: true } found && found.Length == file.Bytes);
        }
        catch (Exception cause) when (cause is ModelFolderException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // half a manifest, or gone meanwhile
        }
    }

    /// <summary>The full path of a file of the folder.</summary>
    public string PathOf(string relative) => Path.Combine(Folder, relative);

    /// <summary>The contents of a text file of the folder.</summary>
    /// <exception cref="ModelFolderException">It cannot be read, or is too large to be what its name says.</exception>
    public string ReadText(string relative)
    {
        var path = PathOf(relative);
        try
        {
            var size = new FileInfo(path).Length;
            return size <= LargestText
                ? File.ReadAllText(path, _strictUtf8)
                : throw new ModelFolderException($"{path} has {size} bytes; the limit is {LargestText}. Put the right file in its place.");
        }
        catch (DecoderFallbackException cause)
        {
            throw new ModelFolderException($"{path} has bytes that are not UTF-8. Copy the folder again, or train again.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException($"{path} cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Size and SHA-256 of each file that answers depend on: the model's, the tokenizer and the metadata.</summary>
    public IReadOnlyList<ManifestFile> Digests()
    {
        var model = Directory.Exists(PathOf(Model)) ? Directory.GetFiles(PathOf(Model), "*", SearchOption.AllDirectories) : [PathOf(Model)];
        var files = model.Select(path => Path.GetRelativePath(Folder, path).Replace('\\', '/'));
        return [.. files.Append(Tokenizer).Append(Metadata).Order(StringComparer.Ordinal).Select(path => FileDigests.Of(Folder, path))];
    }

    /// <summary>Compares the files with the manifest.</summary>
    /// <exception cref="ModelFolderException">A file is missing, changed or not listed.</exception>
    public void Check(Manifest manifest, IReadOnlyList<ManifestFile> digests)
    {
        var listed = new Dictionary<string, ManifestFile>(StringComparer.Ordinal);
        foreach (var file in manifest.Files)
        {
            if (!listed.TryAdd(file.Path, file))
                throw new ModelFolderException($"{PathOf(Manifest.FileName)} lists {file.Path} twice. {Fix}");
        }

        foreach (var file in digests)
        {
            if (!listed.Remove(file.Path, out var expected))
                throw new ModelFolderException($"{PathOf(file.Path)} is not listed in {Manifest.FileName}. {Fix}");
            if (file != expected with { Sha256 = expected.Sha256.ToLowerInvariant() })
            {
                throw new ModelFolderException(
                    $"{PathOf(file.Path)} has {file.Bytes} bytes and the SHA-256 {file.Sha256[..12]}..., but {Manifest.FileName} says {expected.Bytes} bytes " +
                    $"and {expected.Sha256[..Math.Min(12, expected.Sha256.Length)]}...: it was cut short or changed. {Fix}");
            }
        }

        // What is left is not needed to answer (a training log); only a missing part of the model counts.
        if (listed.Keys.FirstOrDefault(path => path.StartsWith($"{Model}/", StringComparison.Ordinal)) is { } missing)
            throw new ModelFolderException($"{PathOf(missing)} is missing, but {Manifest.FileName} lists it. {Fix}");
    }

    static string[] NamesIn(string folder) => [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    static string ModelOf(string folder, string[] names) => One(folder, names, IsModel, "model", "saved_model/, *.keras or *.h5");

    static bool IsModel(string name)
        => name == SavedModel || name.EndsWith(".keras", StringComparison.Ordinal)
            || (name.EndsWith(".h5", StringComparison.Ordinal) && !name.EndsWith(".weights.h5", StringComparison.Ordinal)); // weights alone are no model

    static string One(string folder, string[] names, Func<string, bool> fits, string what, string pattern)
    {
        string[] found = [.. names.Where(fits)];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new ModelFolderException($"{folder} has no {what} ({pattern}); it holds {Listed(names)}. Copy it there, or train again."),
            _ => throw new ModelFolderException($"{folder} has {found.Length} of {pattern}: {Listed(found)}. Keep one {what}; move the others to another folder."),
        };
    }

    static string Listed(string[] names) => names.Length switch
    {
        0 => "nothing",
        <= 12 => string.Join(", ", names),
        _ => $"{string.Join(", ", names.Take(12))} and {names.Length - 12} more",
    };
}
