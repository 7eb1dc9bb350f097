using Spam.Keras;
using Spam.Keras.Saving;
using Spam.Keras.Saving.Inspection;
using Spam.Model;
using Spam.Train.Commands.Options;

namespace Spam.Train.Files;

/// <summary>A model that is read, with its layers from where they are.</summary>
/// <param name="Path">The file, the folder, or the prefix of a checkpoint, without a model folder around it.</param>
/// <param name="Form">The form.</param>
sealed record ModelSource(string Path, SavedForm Form)
{
    /// <summary>What is at a path, also in a model folder, or in the highest version of a folder of them.</summary>
    /// <exception cref="KerasException">There is nothing, or nothing of a known form.</exception>
    public static ModelSource Find(string path)
    {
        var place = SavedPlace.Find(path);
        if (place is null && Directory.Exists(path))
        {
            path = ModelFolder.FindModel(ModelOption.HighestVersion(path));
            place = SavedPlace.Find(path);
        }

        if (place is not null)
            return new(place.Path, place.Form);

        var reason = System.IO.Path.Exists(path) ? "holds no model and no weights" : "is not there";
        throw new KerasException($"{path} {reason}; a model folder, a SavedModel folder, a .keras, .h5 or .weights.h5 file, or the prefix of a TensorFlow checkpoint is needed.");
    }

    /// <summary>Loads the model.</summary>
    /// <param name="layers">Where its layers are, a model in any form or its JSON; null where they are with the weights.</param>
    /// <param name="compile">Whether it is compiled as it was, with what its optimizer kept.</param>
    /// <exception cref="KerasException">It does not load, or there are weights alone and no layers.</exception>
    public Keras.Models.Model Load(string? layers, bool compile)
    {
        if (layers is null)
        {
            return ModelFormats.IsWeightsAlone(Form)
                ? throw new KerasException($"{Path} holds weights alone. Name a model with the same layers with --layers: a model in any form, or the JSON of to_json().")
                : KerasModel.Load(Path, compile);
        }

        var model = layers.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? KerasModel.FromJson(File.ReadAllText(layers)) : Find(layers).Load(layers: null, compile: false);
        model.LoadWeights(Path);
        return model;
    }
}
