using Spam.Keras.Models;

namespace Spam.Keras.Saving;

/// <summary>Loads models, whatever their format.</summary>
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

    static string Ending(string path) => Path.GetExtension(path) is { Length: > 0 } ending ? $" that ends in {ending}" : "";
}
