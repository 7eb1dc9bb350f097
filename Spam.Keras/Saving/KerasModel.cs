using Spam.Keras.Models;
using Spam.Keras.Saving.Checkpoints;
using Spam.Keras.Saving.Hdf5;
using Spam.Keras.Saving.KerasFiles;

namespace Spam.Keras.Saving;

/// <summary>Makes models of what is saved, whatever the format.</summary>
public static class KerasModel
{
    /// <summary>Loads the model at a path: a SavedModel folder, a <c>.keras</c> or an <c>.h5</c> file, told apart by what is in them.</summary>
    /// <param name="path">The folder or file, of Keras 2 or Keras 3, or of this library.</param>
    /// <param name="compile">Whether the model is compiled as it was when it was saved, and goes on where its optimizer stopped.</param>
    /// <exception cref="KerasException">There is no model of a known format, it is damaged, or has what is not supported; the message names it.</exception>
    public static Model Load(string path, bool compile = true)
    {
        if (Directory.Exists(path))
            return SavedModel.Load(path, compile);
        if (!File.Exists(path) && Checkpoint.IsAt(path))
            throw new KerasException($"{path} is a checkpoint, which holds weights alone. Make the model and call LoadWeights.");
        if (!File.Exists(path))
            throw new KerasException($"{path} is not there; a SavedModel folder, a .keras or an .h5 file can be loaded.");

        return Read(FileBytes.Read(path), path, compile);
    }

    /// <summary>Makes the model that a JSON text describes: what <c>to_json()</c> of Keras 2 or Keras 3 gives, or <see cref="ModelSaving.ToJson"/>.</summary>
    /// <param name="json">The text. What it says of compiling is passed over; layers mean what they mean in the Keras that wrote it.</param>
    /// <param name="seed">Where the model's random numbers begin, those of its first weights too. Null: somewhere new each time.</param>
    /// <returns>A model with fresh weights, not compiled.</returns>
    /// <exception cref="KerasException">The text is no model's, or has a class or an option that is not known or not supported; the message names it.</exception>
    public static Model FromJson(string json, int? seed = null) => ModelJson.Read(json, seed);

    /// <summary>Makes the model that a file's bytes hold.</summary>
    internal static Model Read(byte[] bytes, string path, bool compile)
    {
        if (bytes.Length == 0)
            throw new KerasException($"{path} is empty.");
        if (bytes.AsSpan().StartsWith("PK"u8) || path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase))
            return KerasFileReader.Read(bytes, path, compile);

        return H5ModelReader.Read(Hdf5File.Read(bytes, path), compile);
    }
}
