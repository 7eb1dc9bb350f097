using System.Text.RegularExpressions;
using Spam.Keras.Saving.Checkpoints;
using Spam.Keras.Saving.Hdf5;
using Spam.Keras.Saving.KerasFiles;
using Spam.Keras.Saving.SavedModels;
using Spam.Keras.Saving.TensorBundle;

namespace Spam.Keras.Saving.Inspection;

/// <summary>Where something is saved and in which form: told by what is in the files, and where that says nothing by their names.</summary>
/// <param name="Path">The file, the folder, or the prefix of a checkpoint.</param>
/// <param name="Form">The form.</param>
/// <param name="IsByContent">Whether the files themselves say so, and not their names alone.</param>
public sealed partial record SavedPlace(string Path, SavedForm Form, bool IsByContent)
{
    const string SavedModelVariables = "variables";

    static readonly string[] _savedModelFiles = [SavedModelWriter.GraphFile, KerasMetadata.FileName, Fingerprint.FileName];

    /// <summary>What is at a path; null where nothing is, or nothing of a known form.</summary>
    /// <param name="path">A file or a folder, a file of a SavedModel folder or of a checkpoint, a folder of a checkpoint, or a checkpoint's prefix.</param>
    /// <exception cref="KerasException">The file cannot be read.</exception>
    public static SavedPlace? Find(string path)
    {
        if (Directory.Exists(path))
            return OfFolder(path);
        if (!File.Exists(path))
            return Checkpoint.IsAt(path) ? OfCheckpoint(path) : null;

        var name = System.IO.Path.GetFileName(path);
        if (_savedModelFiles.Contains(name))
            return OfFolder(System.IO.Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
        return CheckpointFile().Match(path) is { Success: true } match ? OfCheckpoint(match.Groups["prefix"].Value) : OfFile(path);
    }

    static SavedPlace? OfFolder(string path)
    {
        if (_savedModelFiles.Any(file => File.Exists(System.IO.Path.Combine(path, file))))
            return new(path, SavedForm.SavedModel, IsByContent: true);
        if (Directory.Exists(System.IO.Path.Combine(path, SavedModelVariables)))
            return new(path, SavedForm.SavedModel, IsByContent: false);

        return Checkpoint.NewestIn(path) is { } prefix ? OfCheckpoint(prefix) : Checkpoint.IsAt(path) ? OfCheckpoint(path) : null;
    }

    static SavedPlace OfCheckpoint(string prefix) => new(prefix, SavedForm.Checkpoint, IsByContent: TableReader.IsTable(BundleWriter.IndexPath(prefix)));

    static SavedPlace? OfFile(string path)
    {
        Span<byte> start = stackalloc byte[8];
        using (var stream = File.OpenRead(path))
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.StartsWith("PK"u8))
            return new(path, SavedForm.Keras, IsByContent: true);

        var byName = ByName(path);
        return Hdf5File.IsAt(start) ? new(path, OfHdf5(path) ?? byName ?? SavedForm.H5, IsByContent: true)
            : byName is { } form ? new(path, form, IsByContent: false)
            : null;
    }

    static SavedForm? ByName(string path)
        => EndsWith(path, ".keras") ? SavedForm.Keras
            : EndsWith(path, ".weights.h5") ? SavedForm.Weights
            : EndsWith(path, ".h5") || EndsWith(path, ".hdf5") ? SavedForm.H5
            : null;

    static SavedForm? OfHdf5(string path)
    {
        try
        {
            var root = Hdf5File.Open(path).Root;
            return root.AttributeNames.Contains("model_config") ? SavedForm.H5
                : LayerGroups.HasNames(root) ? SavedForm.H5Weights
                : root.Group("layers") is not null || root.Group("vars") is not null ? SavedForm.Weights
                : null;
        }
        catch (KerasException)
        {
            return null; // its name has to say
        }
    }

    static bool EndsWith(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?<prefix>.+)\.(?:index|data-\d{5}-of-\d{5})\z", RegexOptions.Singleline)]
    private static partial Regex CheckpointFile();
}
