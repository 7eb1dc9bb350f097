using Spam.Keras.Models;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving;

/// <summary>SavedModel folders: what TensorFlow serves, and what Keras 2 saves by default.</summary>
public static class SavedModel
{
    /// <summary>Makes a model of a SavedModel folder that Keras 2 or this library wrote. It predicts, and once compiled it learns on.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="compile">Whether the model is compiled as it was when Keras saved it. Its optimizer begins anew, as in Keras: what it kept is not read from such folders.</param>
    /// <exception cref="KerasException">
    /// A file is missing or damaged, or the model has a layer or an option that is not supported; the message names it.
    /// </exception>
    public static Model Load(string path, bool compile = true)
        => Directory.Exists(path)
            ? SavedModelReader.Read(path, compile)
            : throw new KerasException(
                $"{path} is {(File.Exists(path) ? "a file" : "not there")}; a SavedModel is a folder with a {SavedModelWriter.GraphFile}.");

    /// <summary>Writes a folder that TensorFlow and its servers run, and that Keras 3's <c>TFSMLayer</c> takes, without Keras's configs: no layers are made of it again.</summary>
    /// <param name="model">A built model; in any words, as activations that Keras 3 alone has, and with causal masks.</param>
    /// <param name="path">The folder. A SavedModel that is there is replaced as a whole, and stays whole if writing fails.</param>
    /// <exception cref="KerasException">The model holds what no graph is written for, or the folder holds other things.</exception>
    public static void Export(this Model model, string path) => SavedModelWriter.Write(model, path, hasMetadata: false);
}
