using Spam.Keras.Models;
using Spam.Keras.Saving.SavedModels;

namespace Spam.Keras.Saving;

/// <summary>Saves models to files.</summary>
public static class ModelSaving
{
    /// <summary>Saves a model as a SavedModel folder, which TensorFlow 1 and 2 and its servers run and Keras 2 loads to train on.</summary>
    /// <param name="model">A built Sequential model.</param>
    /// <param name="path">The folder. A SavedModel that is there is replaced as a whole, and stays whole if saving fails.</param>
    /// <exception cref="KerasException">The model holds what a SavedModel cannot, or the folder holds other things.</exception>
    public static void SaveSavedModel(this Model model, string path) => SavedModelWriter.Write(model, path);

    /// <summary>The model's layers with all their options as JSON, as Keras's <c>to_json()</c> gives it, without weights.</summary>
    /// <param name="model">A built Sequential or Functional model.</param>
    /// <param name="dialect">Which Keras is to read it.</param>
    /// <exception cref="KerasException">The model is not built, or has what that Keras's configs have no place for; the message names it.</exception>
    public static string ToJson(this Model model, Dialect dialect = Dialect.Keras2) => ModelJson.Write(model, dialect);
}
