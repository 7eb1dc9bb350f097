using Spam.Keras.Models;

namespace Spam.Keras.Saving;

/// <summary>Makes models of what is saved, whatever the format.</summary>
public static class KerasModel
{
    /// <summary>Loads the model at a path.</summary>
    /// <param name="path">A SavedModel folder.</param>
    /// <exception cref="KerasException">There is no model of a known format; the message names what came.</exception>
    public static Model Load(string path)
        => Directory.Exists(path)
            ? SavedModel.Load(path)
            : throw new KerasException(
                $"{path} is {(File.Exists(path) ? $"a file{Ending(path)}" : "not there")}; a SavedModel folder is what can be loaded.");

    /// <summary>Makes the model that a JSON text describes: what <c>to_json()</c> of Keras 2 or Keras 3 gives, or <see cref="ModelSaving.ToJson"/>.</summary>
    /// <param name="json">The text. What it says of compiling is passed over; layers mean what they mean in the Keras that wrote it.</param>
    /// <param name="seed">Where the model's random numbers begin, those of its first weights too. Null: somewhere new each time.</param>
    /// <returns>A model with fresh weights, not compiled.</returns>
    /// <exception cref="KerasException">The text is no model's, or has a class or an option that is not known or not supported; the message names it.</exception>
    public static Model FromJson(string json, int? seed = null) => ModelJson.Read(json, seed);

    static string Ending(string path) => Path.GetExtension(path) is { Length: > 0 } ending ? $" that ends in {ending}" : "";
}
