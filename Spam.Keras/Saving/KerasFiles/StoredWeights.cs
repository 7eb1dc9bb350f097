using Spam.Keras.Models;
using Spam.Keras.Saving.Hdf5;

namespace Spam.Keras.Saving.KerasFiles;

/// <summary>Finds a model's weights in HDF5 files, whichever of Keras's layouts they have, and puts them into the model.</summary>
static class StoredWeights
{
    /// <summary>Where the weights of a model are in a file.</summary>
    /// <param name="model">The model, built or not.</param>
    /// <param name="file">The file: weights alone, or a whole model.</param>
    /// <exception cref="KerasException">The file has none, or not those of such a model.</exception>
    public static IReadOnlyList<StoredWeight> Find(Network model, Hdf5File file)
    {
        if (file.Root.Group("model_weights") is { } inModel)
            return LayerGroups.Find(model, inModel, file.Source);
        if (LayerGroups.HasNames(file.Root))
            return LayerGroups.Find(model, file.Root, file.Source);
        if (file.Root.Group("layers") is not null || file.Root.Group("vars") is not null)
            return ObjectGroups.Find(model, file.Root, file.Source);

        throw new KerasException(
            $"{file.Source} holds no weights of Keras's: the groups model_weights and layers and the attribute layer_names are missing. " +
            "Files of save_weights and of save are read, of Keras 2.13 to 3.");
    }

    /// <summary>Gives a model that is not built yet its weights; it is then built without drawing any.</summary>
    public static void Prepare(IReadOnlyList<StoredWeight> weights, string source)
    {
        foreach (var weight in weights)
            weight.Parameter.Await(weight.Read(source));
    }

    /// <summary>Sets the weights of a model that is built: all of them, or where one does not fit none.</summary>
    /// <exception cref="KerasException">The file's are of other shapes.</exception>
    public static void Set(IReadOnlyList<StoredWeight> weights, string source)
    {
        var values = weights.Select(weight => weight.Read(source)).ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = weights[i].Parameter;
            if (!values[i].Shape.Equals(parameter.Value.Shape))
            {
                throw new KerasException(
                    $"{source}: {weights[i].Path} has the shape {values[i].Shape}, but the model's weight {parameter.Name} has {parameter.Value.Shape}. " +
                    "They are the weights of another model; nothing was changed.");
            }
        }

        for (var i = 0; i < values.Length; i++)
            weights[i].Parameter.Assign(values[i].Span);
    }
}
