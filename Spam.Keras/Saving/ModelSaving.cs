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
}
