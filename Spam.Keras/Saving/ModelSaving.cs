using Spam.Keras.Models;
using Spam.Keras.Saving.Checkpoints;
using Spam.Keras.Saving.Hdf5;
using Spam.Keras.Saving.KerasFiles;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving;

/// <summary>Saves models to files.</summary>
public static class ModelSaving
{
    const string KerasEnding = ".keras", H5Ending = ".h5", LongH5Ending = ".hdf5", WeightsEnding = ".weights.h5";

    /// <summary>Saves a model in the format that the path's ending names: a <c>.keras</c>, <c>.h5</c> or <c>.hdf5</c> file, else a SavedModel folder.</summary>
    /// <param name="model">A built model. Where it is compiled, what it was compiled with is saved too.</param>
    /// <param name="path">The file or folder. What is there is replaced as a whole, and stays whole if saving fails.</param>
    /// <param name="version">Which Keras is to read a file; both by default, but then without what the optimizer keeps.</param>
    /// <exception cref="KerasException">The model is not built, or holds what the format cannot; the message names it.</exception>
    public static void Save(this Model model, string path, KerasVersion version = KerasVersion.Both)
    {
        if (EndsWith(path, WeightsEnding))
            throw new KerasException($"{path} names a file of weights alone. Call SaveWeights, or choose a name that ends in {KerasEnding} or {H5Ending}.");

        if (EndsWith(path, KerasEnding))
            Write(path, stream => KerasFileWriter.Write(model, stream, version, TimeProvider.System.GetLocalNow()));
        else if (IsH5(path))
            Write(path, stream => H5ModelWriter.Write(model, stream, version));
        else
            model.SaveSavedModel(path);
    }

    /// <summary>Saves a model as a SavedModel folder, which TensorFlow 1 and 2 and its servers run and Keras 2 loads to train on.</summary>
    /// <param name="model">A built model. What it was compiled with is not saved.</param>
    /// <param name="path">The folder. A SavedModel that is there is replaced as a whole, and stays whole if saving fails.</param>
    /// <exception cref="KerasException">The model holds what a SavedModel cannot, or the folder holds other things.</exception>
    public static void SaveSavedModel(this Model model, string path) => SavedModelWriter.Write(model, path);

    /// <summary>Saves a model's weights alone: a <c>.weights.h5</c> file, in the layout of Keras 2's <c>.h5</c> files, else a TensorFlow checkpoint.</summary>
    /// <param name="model">A built model.</param>
    /// <param name="path">
    /// The file, or the path that the names of a checkpoint's files begin with: <c>weights/w</c>. What is there is replaced, and stays whole if saving fails.
    /// </param>
    /// <param name="version">Which Keras is to read it; for one alone a <c>.weights.h5</c> file also holds what the optimizer keeps. A checkpoint is for Keras 2.</param>
    /// <exception cref="KerasException">The model is not built, the path names a whole model, or one file cannot serve both Keras.</exception>
    public static void SaveWeights(this Model model, string path, KerasVersion version = KerasVersion.Both)
    {
        if (EndsWith(path, WeightsEnding))
            Write(path, stream => KerasFileWriter.WriteWeights(model, stream, version));
        else if (IsH5(path))
            Write(path, stream => H5ModelWriter.WriteWeights(model, stream, version));
        else if (EndsWith(path, KerasEnding))
            throw new KerasException($"{path} names a whole model. Call Save, or choose a name for weights: {WeightsEnding}, {H5Ending}, or none of these endings for a TensorFlow checkpoint.");
        else
            Checkpoint.Write(model, path);
    }

    /// <summary>Sets a model's weights to those that are saved: alone, or with a whole model.</summary>
    /// <param name="model">A built model with the layers that the saved one has, in their order.</param>
    /// <param name="path">
    /// A <c>.weights.h5</c>, <c>.h5</c> or <c>.keras</c> file of either Keras, the prefix of a TensorFlow checkpoint, or a SavedModel folder of Keras 2.
    /// </param>
    /// <exception cref="KerasException">The file is damaged, or holds the weights of another model; then nothing is changed.</exception>
    public static void LoadWeights(this Model model, string path)
    {
        _ = model.InputShape; // throws where the model is not built
        if (Directory.Exists(path))
        {
            Checkpoint.Read(model, SavedModelWriter.VariablesPrefix(path));
            return;
        }

        if (!File.Exists(path) && !IsFile(path))
        {
            Checkpoint.Read(model, path);
            return;
        }

        var bytes = FileBytes.Read(path);
        var file = bytes.AsSpan().StartsWith("PK"u8)
            ? Hdf5File.Read(new KerasArchive(bytes, path).Bytes(KerasArchive.Weights), $"{path}: {KerasArchive.Weights}")
            : Hdf5File.Read(bytes, path);
        StoredWeights.Set(StoredWeights.Find(model, file), file.Source);
    }

    /// <summary>The model's layers with all their options as JSON, as Keras's <c>to_json()</c> gives it, without weights.</summary>
    /// <param name="model">A built Sequential or Functional model.</param>
    /// <param name="dialect">Which Keras is to read it.</param>
    /// <exception cref="KerasException">The model is not built, or has what that Keras's configs have no place for; the message names it.</exception>
    public static string ToJson(this Model model, Dialect dialect = Dialect.Keras2) => ModelJson.Write(model, dialect);

    static bool IsFile(string path) => IsH5(path) || EndsWith(path, KerasEnding);

    static bool IsH5(string path) => EndsWith(path, H5Ending) || EndsWith(path, LongH5Ending);

    static bool EndsWith(string path, string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    static void Write(string path, Action<Stream> write)
    {
        if (Directory.Exists(path))
            throw new KerasException($"{path} is a folder; a file is to be written there. Choose another path.");

        AtomicFile.Write(path, write);
    }
}
