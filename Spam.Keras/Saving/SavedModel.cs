using Spam.Keras.Models;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving;

/// <summary>SavedModel folders: what TensorFlow serves, and what Keras 2 saves by default.</summary>
public static class SavedModel
{
    /// <summary>Makes a model of a SavedModel folder that Keras 2 or this library wrote. It predicts, and once compiled it learns on.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="KerasException">
    /// A file is missing or damaged, or the model has a layer or an option that is not supported; the message names it.
    /// </exception>
    public static Model Load(string path)
        => Directory.Exists(path)
            ? SavedModelReader.Read(path)
            : throw new KerasException(
                $"{path} is {(File.Exists(path) ? "a file" : "not there")}; a SavedModel is a folder with a {SavedModelWriter.GraphFile}.");
}
