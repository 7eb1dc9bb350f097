using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;

namespace Spam.Train.Files;

/// <summary>Where a model, or its weights, is to be written, and in which form.</summary>
/// <param name="Path">The file, the folder, or the prefix of a checkpoint.</param>
/// <param name="Form">The form.</param>
sealed record ModelTarget(string Path, SavedForm Form)
{
    /// <summary>The form that a path's ending names; null where it names none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="weightsOnly">Whether weights alone are wanted.</param>
    public static SavedForm? FormOf(string path, bool weightsOnly)
    {
        var name = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(path));
        if (EndsWith(name, ".weights.h5"))
            return SavedForm.Weights;

        return System.IO.Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".keras" => weightsOnly ? null : SavedForm.Keras,
            ".h5" or ".hdf5" => weightsOnly ? SavedForm.H5Weights : SavedForm.H5,
            ".ckpt" => SavedForm.Checkpoint,
            "" => weightsOnly ? SavedForm.Checkpoint : SavedForm.SavedModel,
            ['.', .. var number] when number.All(char.IsAsciiDigit) => weightsOnly ? SavedForm.Checkpoint : SavedForm.SavedModel, // a version, as model-1.2
            _ => null,
        };
    }

    /// <summary>Makes sure that nothing is replaced that should not be.</summary>
    /// <param name="mayReplace">Whether a model that is there may be replaced.</param>
    /// <exception cref="KerasException">Something is there that may not.</exception>
    public void CheckFree(bool mayReplace)
    {
        var isThere = Form == SavedForm.Checkpoint ? File.Exists($"{Path}.index") : File.Exists(Path) || (Directory.Exists(Path) && Directory.EnumerateFileSystemEntries(Path).Any());
        if (!isThere)
        {
            if (Directory.Exists(Path) && Form is not (SavedForm.SavedModel or SavedForm.Checkpoint))
                throw new KerasException($"{Path} is a folder; a {ModelFormats.Describe(Form)} is to be written there. Choose another path.");
            return;
        }

        if (!mayReplace)
            throw new KerasException($"{Path} is there already. Choose another path, or replace it with --overwrite.");
        if (SavedPlace.Find(Form == SavedForm.Checkpoint ? $"{Path}.index" : Path) is not { IsByContent: true } place || !IsSameKind(place.Form))
            throw new KerasException($"{Path} is there and is no {ModelFormats.Describe(Form)}, so it is not replaced. Choose another path, or remove it yourself.");
    }

    /// <summary>Writes a model; what is there stays whole if writing fails.</summary>
    /// <param name="model">A built model.</param>
    /// <param name="path">The file, the folder, or the prefix of a checkpoint.</param>
    /// <param name="form">The form.</param>
    /// <param name="version">Which Keras it is for. For Keras 3 a SavedModel is what its <c>export()</c> writes: a graph without layers.</param>
    /// <exception cref="KerasException">The model has what the form cannot hold.</exception>
    public static void Write(Keras.Models.Model model, string path, SavedForm form, KerasVersion version)
    {
        try
        {
            if (form == SavedForm.SavedModel && version == KerasVersion.Keras3)
                model.Export(path);
            else if (form == SavedForm.SavedModel)
                model.SaveSavedModel(path);
            else if (ModelFormats.IsWeightsAlone(form))
                model.SaveWeights(path, version);
            else
                model.Save(path, version);
        }
        catch (KerasException error) when (version == KerasVersion.Both && error.Message.Contains(nameof(KerasVersion), StringComparison.Ordinal))
        {
            throw new KerasException($"{error.Message} Here these are --keras 2 and --keras 3.", error);
        }
    }

    // Files of one container are told by what is in them, and may take each other's place.
    bool IsSameKind(SavedForm other) => other == Form || (IsHdf5(other) && IsHdf5(Form));

    static bool IsHdf5(SavedForm form) => form is SavedForm.H5 or SavedForm.H5Weights or SavedForm.Weights;

    static bool EndsWith(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
